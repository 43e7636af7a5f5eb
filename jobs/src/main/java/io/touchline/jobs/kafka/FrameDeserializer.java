// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.operators.ingest.Frame;
import io.touchline.operators.ingest.WriteTime;
import io.touchline.operators.state.FrameSerializer;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One frame per record, whatever its bytes: decoding is an operator's work. A record without a
 * value becomes a frame without bytes, and so a dead letter.
 *
 * <p>Its write time is the {@code _write_ts} in it, unless that is more than 5 minutes ahead of
 * Kafka's record timestamp; then, and where there is none, the record timestamp. A record timestamp
 * that cannot be (none, or beyond 2100) makes it {@code bad-time} without a write time, so that it
 * cannot move the watermark.
 */
public final class FrameDeserializer implements KafkaRecordDeserializationSchema<Frame> {
    private static final long serialVersionUID = 1L;
    private static final long MAX_AHEAD_MILLIS = 300_000;
    private static final long LAST_MILLIS = 4_102_444_800_000L; // 2100-01-01
    private static final byte[] NOTHING = {};

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Frame> out) {
        byte[] bytes = record.value() == null ? NOTHING : record.value();
        boolean timed = record.timestamp() >= 0 && record.timestamp() <= LAST_MILLIS;
        out.collect(
                new Frame(
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        timed ? writeTime(bytes, record.timestamp()) : WriteTime.UNKNOWN,
                        "",
                        bytes,
                        !timed));
    }

    private static long writeTime(byte[] bytes, long recordTime) {
        long written = WriteTime.peek(bytes);
        boolean trusted = written != WriteTime.UNKNOWN && written - MAX_AHEAD_MILLIS <= recordTime;
        return trusted ? written : recordTime;
    }

    @Override
    public TypeInformation<Frame> getProducedType() {
        return FrameSerializer.TYPE;
    }
}

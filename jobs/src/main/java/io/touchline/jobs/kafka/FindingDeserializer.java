// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.schemas.avro.FindingMessage;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Findings and progress records from their framed Avro. Bytes that are none were not written by
 * detection: they are counted in {@code decode_errors} (records), warned about and skipped, for
 * they would fail again after every restart.
 */
final class FindingDeserializer implements KafkaRecordDeserializationSchema<FindingMessage> {
    private static final long serialVersionUID = 1L;
    private static final byte[] NOTHING = {};

    private final TaskFrames<FindingMessage> frames = new TaskFrames<>(FindingMessage.class);
    private final RareWarning skipped = new RareWarning();
    private transient @Nullable Counter errors;

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        errors = context.getMetricGroup().counter("decode_errors");
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<FindingMessage> out) {
        FindingMessage message;
        try {
            message = frames.decode(record.value() == null ? NOTHING : record.value());
        } catch (IllegalArgumentException e) {
            skip(record);
            return;
        }
        out.collect(message); // outside the net: a failure downstream is not ours
    }

    private void skip(ConsumerRecord<byte[], byte[]> record) {
        if (errors != null) {
            errors.inc();
        }
        skipped.warn("could not read a finding: its bytes are no frame of detection's", record);
    }

    @Override
    public TypeInformation<FindingMessage> getProducedType() {
        return TypeInformation.of(FindingMessage.class);
    }
}

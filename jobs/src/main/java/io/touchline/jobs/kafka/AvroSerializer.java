// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.util.function.SerializableFunction;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record of framed Avro with a text key: all of a key go to one partition, in their order.
 *
 * @param <T> the generated Avro type
 */
final class AvroSerializer<T extends SpecificRecord> implements KafkaRecordSerializationSchema<T> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final SerializableFunction<T, String> key;
    private final TaskFrames<T> frames;

    AvroSerializer(Class<T> type, String topic, SerializableFunction<T, String> key) {
        this.frames = new TaskFrames<>(type);
        this.topic = topic;
        this.key = key;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T value, KafkaSinkContext sink, Long time) {
        return new ProducerRecord<>(
                topic, key.apply(value).getBytes(StandardCharsets.UTF_8), frames.encode(value));
    }
}

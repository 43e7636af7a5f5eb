// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.operators.ingest.DeadLetter;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Dead letters without a key: the first 64 KB as they came, and in headers the reason and where it
 * stood, {@code dlq.topic dlq.partition dlq.offset}, or {@code dlq.file dlq.line} of a file.
 */
final class DeadLetterSerializer implements KafkaRecordSerializationSchema<DeadLetter> {
    private static final long serialVersionUID = 1L;

    private final String topic;

    DeadLetterSerializer(String topic) {
        this.topic = topic;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            DeadLetter letter, KafkaSinkContext sink, Long time) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, null, letter.bytes());
        header(record, "dlq.reason", letter.reason().key());
        coordinates(record, letter.coordinates());
        header(record, "dlq.source", letter.source());
        header(record, "dlq.detail", letter.detail());
        return record;
    }

    /** {@code topic-partition-offset} or {@code file:line}; a topic's name holds no colon. */
    private static void coordinates(ProducerRecord<byte[], byte[]> record, String coordinates) {
        int colon = coordinates.lastIndexOf(':');
        int second = coordinates.lastIndexOf('-');
        int first = coordinates.lastIndexOf('-', second - 1);
        if (colon >= 0) {
            header(record, "dlq.file", coordinates.substring(0, colon));
            header(record, "dlq.line", coordinates.substring(colon + 1));
        } else if (first > 0) {
            header(record, "dlq.topic", coordinates.substring(0, first));
            header(record, "dlq.partition", coordinates.substring(first + 1, second));
            header(record, "dlq.offset", coordinates.substring(second + 1));
        }
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.schemas.avro.FindingMessage;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * Findings to the partition of their site, each progress record to its own partition, so that on
 * every partition progress stands behind the findings it speaks of.
 *
 * <p>The number of partitions is that for which progress is written: partitions added later get
 * neither until detection starts again.
 */
final class FindingSerializer implements KafkaRecordSerializationSchema<FindingMessage> {
    private static final long serialVersionUID = 1L;

    private final String topic;
    private final int partitions;
    private final TaskFrames<FindingMessage> frames = new TaskFrames<>(FindingMessage.class);

    FindingSerializer(String topic, int partitions) {
        this.topic = topic;
        this.partitions = partitions;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            FindingMessage message, KafkaSinkContext sink, Long time) {
        byte[] site = message.getSite().getBytes(StandardCharsets.UTF_8);
        int partition =
                message.getFinding() == null
                        ? message.getPartition()
                        : Utils.toPositive(Utils.murmur2(site)) % partitions;
        return new ProducerRecord<>(topic, partition, site, frames.encode(message));
    }
}

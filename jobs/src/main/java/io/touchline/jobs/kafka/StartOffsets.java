// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.jobs.options.StartPosition;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * A start position, resolved to an offset of each partition once, at the first start; so a job that
 * read nothing yet knows where it stands. Partitions that are found later never come here: the
 * connector reads them from the earliest offset.
 */
final class StartOffsets implements OffsetsInitializer {
    private static final long serialVersionUID = 1L;

    private final StartPosition position;

    StartOffsets(StartPosition position) {
        this.position = position;
    }

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever brokers) {
        return switch (position.kind()) {
            case EARLIEST -> brokers.beginningOffsets(partitions);
            case LATEST -> brokers.endOffsets(partitions);
            case COMMITTED -> committed(partitions, brokers);
            case INSTANT -> since(partitions, brokers);
        };
    }

    private static Map<TopicPartition, Long> committed(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever brokers) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        brokers.committedOffsets(partitions)
                .forEach(
                        (partition, offset) -> {
                            if (offset != null && offset >= 0) {
                                offsets.put(partition, offset);
                            }
                        });
        Set<TopicPartition> without = new HashSet<>(partitions);
        without.removeAll(offsets.keySet());
        if (!without.isEmpty()) {
            offsets.putAll(brokers.beginningOffsets(without));
        }
        return offsets;
    }

    private Map<TopicPartition, Long> since(
            Collection<TopicPartition> partitions, PartitionOffsetsRetriever brokers) {
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, position.millis()));
        // a partition without such a record is read from its end
        Map<TopicPartition, Long> offsets = new HashMap<>(brokers.endOffsets(partitions));
        for (Map.Entry<TopicPartition, OffsetAndTimestamp> at :
                brokers.offsetsForTimes(times).entrySet()) {
            if (at.getValue() != null) {
                offsets.put(at.getKey(), at.getValue().offset());
            }
        }
        return offsets;
    }

    @Override
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
        // where the log no longer reaches back to an offset: what there is
        return OffsetResetStrategy.EARLIEST;
    }
}

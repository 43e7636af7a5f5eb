// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** All records of a few topics from their start on, in the order of each partition. */
final class TopicLog implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    private final Map<TopicPartition, Long> read = new HashMap<>();

    /**
     * @param isolation read_committed or read_uncommitted
     */
    TopicLog(String bootstrap, String isolation, Collection<String> topics) {
        Properties options = new Properties();
        options.put("bootstrap.servers", bootstrap);
        options.put("enable.auto.commit", "false");
        options.put("isolation.level", isolation);
        consumer =
                new KafkaConsumer<>(
                        options, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = partitions(topics);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    private List<TopicPartition> partitions(Collection<String> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    /** Reads on until the ends as they are now, or the deadline; whether it got there. */
    boolean catchUp(long deadlineNanos) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            if (System.nanoTime() - deadlineNanos > 0) {
                return false;
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LOOK)) {
                records.computeIfAbsent(record.topic(), t -> new ArrayList<>()).add(record);
                read.put(
                        new TopicPartition(record.topic(), record.partition()),
                        record.offset() + 1);
            }
        }
        return true;
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        return records.getOrDefault(topic, List.of());
    }

    /** The offset behind the last record read of each partition of the topic that has any. */
    Map<TopicPartition, Long> read(String topic) {
        Map<TopicPartition, Long> of = new HashMap<>(read);
        of.keySet().removeIf(partition -> !partition.topic().equals(topic));
        return of;
    }

    int partitions(String topic) {
        return consumer.partitionsFor(topic).size();
    }

    /** The ends of other topics, empty partitions left out. */
    Map<TopicPartition, Long> ends(Collection<String> topics) {
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions(topics)));
        ends.values().removeIf(end -> end == 0);
        return ends;
    }

    @Override
    public void close() {
        consumer.close();
    }
}

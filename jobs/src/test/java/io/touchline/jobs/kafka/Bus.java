// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.schemas.AvroFrames;
import io.touchline.testkit.KraftBroker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The producers and consumers around the jobs. */
final class Bus implements AutoCloseable {
    private final KraftBroker broker = KraftBroker.start();
    private final KafkaProducer<byte[], byte[]> producer;

    Bus() {
        Properties options = new Properties();
        options.put("bootstrap.servers", broker.bootstrap());
        producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer());
    }

    String bootstrap() {
        return broker.bootstrap();
    }

    /** A topic of raw telemetry whose record timestamps are those of the producer. */
    void rawTopic(String name, int partitions) {
        // the days of the records are long past: a broker under load would delete them unread
        broker.createTopic(
                name,
                partitions,
                Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1"));
    }

    /** A topic of ours. */
    void topic(String name, int partitions, String cleanup) {
        broker.createTopic(
                name,
                partitions,
                Map.of("message.timestamp.type", "LogAppendTime", "cleanup.policy", cleanup));
    }

    void send(String topic, int partition, long time, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        producer.send(new ProducerRecord<>(topic, partition, time, null, bytes));
    }

    void send(String topic, int partition, byte[] value) {
        producer.send(new ProducerRecord<>(topic, partition, null, value));
    }

    void flush() {
        producer.flush();
    }

    /** All records of a topic from its start, once they satisfy the condition. */
    List<ConsumerRecord<byte[], byte[]>> read(
            String topic, Predicate<List<ConsumerRecord<byte[], byte[]>>> enough) {
        Properties options = new Properties();
        options.put("bootstrap.servers", broker.bootstrap());
        options.put("enable.auto.commit", "false");
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(
                        options, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
            while (!enough.test(all)) {
                if (System.nanoTime() - deadline > 0) {
                    throw new AssertionError(
                            "not in time on " + topic + ", which holds " + all.size() + " records");
                }
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }

    /** As {@link #read}, decoded. */
    <T extends SpecificRecord> List<T> read(
            Class<T> type, String topic, Predicate<List<T>> enough) {
        AvroFrames<T> frames = new AvroFrames<>(type);
        List<T> decoded = new ArrayList<>();
        read(
                topic,
                records -> {
                    records.subList(decoded.size(), records.size())
                            .forEach(record -> decoded.add(frames.decode(record.value())));
                    return enough.test(decoded);
                });
        return decoded;
    }

    static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
        return headers;
    }

    @Override
    public void close() {
        producer.close();
        broker.close();
    }
}

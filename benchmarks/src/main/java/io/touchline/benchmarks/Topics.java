// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import io.touchline.operators.ingest.DeadLetter;
import io.touchline.operators.ingest.DecodeOptions;
import io.touchline.operators.ingest.DecodeOutput;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.ingest.FrameDecoder;
import io.touchline.operators.logs.Event;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topics of a comparison. Not thread-safe. */
final class Topics implements AutoCloseable {
    private static final long LARGE = 100_000;
    private static final int SAMPLED = 97;

    private final Admin admin;
    private final String bootstrap;

    Topics(String bootstrap) {
        this.bootstrap = bootstrap;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /**
     * What a topic of records holds.
     *
     * @param records with the closing ones
     * @param interactions that they decode to; of a large topic by a sample
     * @param bytes of the values
     */
    record Filled(String topic, long records, long interactions, long bytes) {}

    void create(String topic, int partitions) {
        NewTopic made = new NewTopic(topic, Optional.of(partitions), Optional.of((short) 1));
        // the days the records tell of are past: their times must not make the broker delete them
        made.configs(Map.of("message.timestamp.type", "CreateTime", "retention.ms", "-1"));
        await(() -> admin.createTopics(List.of(made)).all().get());
    }

    void delete(String topic) {
        await(() -> admin.deleteTopics(List.of(topic)).all().get());
    }

    /** Creates the topic and fills it, partitions in turn. */
    Filled fill(String topic, int partitions, Telemetry telemetry, long rows) {
        create(topic, partitions);
        Counting counting = new Counting();
        FrameDecoder decoder = new FrameDecoder(DecodeOptions.defaults());
        int every = rows > LARGE ? SAMPLED : 1;
        long bytes = 0;
        Properties options = new Properties();
        options.put("bootstrap.servers", bootstrap);
        options.put("linger.ms", "20");
        options.put("batch.size", "262144");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        options, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < rows + partitions; i++) {
                Telemetry.Row row = i < rows ? telemetry.next() : telemetry.closing();
                int partition = (int) (i % partitions);
                producer.send(
                        new ProducerRecord<>(topic, partition, row.writeTime(), null, row.bytes()));
                if (i % every == 0) {
                    decoder.decode(
                            new Frame(topic, partition, i, row.writeTime(), "", row.bytes(), false),
                            counting);
                }
                bytes += row.bytes().length;
            }
        }
        return new Filled(topic, rows + partitions, counting.interactions * every, bytes);
    }

    private interface Request {
        void send() throws ExecutionException, InterruptedException;
    }

    private static void await(Request request) {
        try {
            request.send();
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not change a topic", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("could not change a topic", e);
        }
    }

    private static final class Counting implements DecodeOutput {
        private long interactions;

        @Override
        public void event(Event event) {
            interactions += event.interactions().size();
        }

        @Override
        public void dead(DeadLetter letter) {}
    }

    @Override
    public void close() {
        admin.close();
    }
}

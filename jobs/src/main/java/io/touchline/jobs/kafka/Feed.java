// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.touchline.jobs.files.InputException;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import io.touchline.jobs.options.VenueCalendar;
import io.touchline.operators.tables.SharedTable;
import io.touchline.simulator.Simulation;
import io.touchline.simulator.wire.Shipped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * A simulated venue into the raw topics, as shippers would send it: one JSON record each with its
 * {@code _write_ts}, in the order of writing, phases to the control topic first. Memory does not
 * grow with the days.
 *
 * <p>The days are in the past and stay there: what decides is the write time in the records.
 */
public final class Feed {
    private final Settings settings;
    private final double speed;

    /**
     * @param speed how many times faster than it happened; 0 is as fast as the broker takes it
     */
    public Feed(Settings settings, double speed) {
        this.settings = settings;
        this.speed = speed;
    }

    /**
     * What was sent, control messages not counted.
     *
     * @param records by log, as {@code zeek.conn}
     * @param planted a line per planted stage: when, what stage, what happened
     */
    public record Sent(Map<String, Long> records, List<String> planted) {
        public long total() {
            return records.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Plays it and sends what is written; returns when the broker has it.
     *
     * @throws InputException when Kafka does not answer, a topic is missing or a record was not
     *     taken
     */
    public Sent send(Simulation simulation) {
        List<String> topics = rawTopics();
        AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
        Map<String, Long> sent = new TreeMap<>();
        List<Map<String, Object>> ledger;
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (ProducerRecord<byte[], byte[]> phase : phases(simulation.calendar())) {
                send(producer, phase, failed);
            }
            long started = System.nanoTime();
            long first = simulation.start().toEpochMilli();
            ledger =
                    simulation.play(
                            row -> {
                                String log = row.log().folder() + '.' + row.log().path();
                                await(started, row.written().toEpochMilli() - first);
                                String topic = topic(row.log().folder(), topics);
                                byte[] value = bytes(Shipped.json(row));
                                send(producer, new ProducerRecord<>(topic, value), failed);
                                sent.merge(log, 1L, Long::sum);
                            });
            producer.flush();
        }
        refuse(failed.get());
        return new Sent(sent, planted(ledger));
    }

    private static List<String> planted(List<Map<String, Object>> ledger) {
        return ledger.stream()
                .filter(line -> line.containsKey("stage"))
                .map(l -> l.get("from") + " " + l.get("stage") + ": " + l.get("planted"))
                .toList();
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            ProducerRecord<byte[], byte[]> record,
            AtomicReference<@Nullable Exception> failed) {
        refuse(failed.get());
        producer.send(
                record,
                (metadata, failure) -> {
                    if (failure != null) {
                        failed.compareAndSet(null, failure);
                    }
                });
    }

    private static void refuse(@Nullable Exception failure) {
        if (failure != null) {
            throw new InputException(
                    "could not send all: "
                            + failure.getClass().getSimpleName()
                            + ": "
                            + failure.getMessage(),
                    "give this principal the right to write to the raw topics, and see whether the"
                            + " brokers are well; then start it again");
        }
    }

    private List<String> rawTopics() {
        try (KafkaAdmin admin = KafkaAdmin.connect(settings)) {
            List<String> raw = List.copyOf(KafkaTopics.raw(admin, settings));
            TreeSet<String> missing = new TreeSet<>(raw);
            settings.getOptional(TouchlineOptions.CONTROL_TOPIC).ifPresent(missing::add);
            missing.removeAll(KafkaTopics.find(admin, missing).keySet());
            if (raw.isEmpty() || !missing.isEmpty()) {
                throw new InputException(
                        "could not send: Kafka at "
                                + admin.bootstrap()
                                + " has no topic "
                                + (raw.isEmpty()
                                        ? "that kafka.raw-pattern matches"
                                        : String.join(", ", missing)),
                        "create them with: touchline topics --create --config FILE");
            }
            return raw;
        }
    }

    /** {@code raw.zeek} for the family zeek; where no topic is named so, the first of them. */
    private static String topic(String family, List<String> raw) {
        return raw.stream()
                .filter(topic -> topic.endsWith('.' + family))
                .findFirst()
                .orElse(raw.get(0));
    }

    private List<ProducerRecord<byte[], byte[]>> phases(String calendar) {
        List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
        settings.getOptional(TouchlineOptions.CONTROL_TOPIC)
                .ifPresent(
                        topic -> {
                            for (SharedTable phase :
                                    VenueCalendar.parse(calendar, Simulation.CALENDAR)) {
                                if (phase.until() > phase.validFrom()) {
                                    messages.add(new ProducerRecord<>(topic, message(phase)));
                                }
                            }
                        });
        return messages;
    }

    private static byte[] message(SharedTable phase) {
        return bytes(
                JsonNodeFactory.instance
                        .objectNode()
                        .put("phase", phase.key())
                        .put("valid_from", phase.validFrom())
                        .put("until", phase.until())
                        .toString());
    }

    private void await(long started, long millisSinceTheStart) {
        if (speed <= 0) {
            return;
        }
        long due = started + (long) (TimeUnit.MILLISECONDS.toNanos(millisSinceTheStart) / speed);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                throw new InputException("could not send all: interrupted", "start it again");
            }
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Properties options = new Properties();
        ClientProperties.of(settings).addTo(options);
        options.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaAdmin.bootstrap(settings));
        options.put(
                ProducerConfig.CLIENT_ID_CONFIG, settings.get(TouchlineOptions.GROUP) + "-feed");
        options.put(ProducerConfig.LINGER_MS_CONFIG, "20");
        return new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

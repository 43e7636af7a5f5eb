// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.touchline.jobs.files.InputException;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import io.touchline.jobs.options.VenueCalendar;
import io.touchline.operators.tables.SharedTable;
import io.touchline.simulator.MatchDay;
import io.touchline.simulator.ShippedRecord;
import io.touchline.simulator.Summary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
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
 * A simulated match day into the raw topics, as shippers would send it: one JSON record each with
 * its {@code _write_ts}, in the order of writing, phases to the control topic first. About 140,000
 * records; all are held in memory, some 200 MB.
 *
 * <p>The day is in the past and stays there: what decides is the write time in the records.
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
     * Writes the day into {@code folder} and sends it; returns when the broker has it.
     *
     * @return what was sent, control messages not counted
     * @throws InputException when Kafka does not answer, a topic is missing or a record was not
     *     taken
     */
    public Summary send(long seed, Path folder) throws IOException {
        List<String> topics = rawTopics();
        List<ShippedRecord> records = new ArrayList<>();
        Summary day = MatchDay.ship(seed, folder, records::addAll);
        AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (ProducerRecord<byte[], byte[]> phase : phases(day.calendar())) {
                send(producer, phase, failed);
            }
            long started = System.nanoTime();
            long first = records.get(0).written().toEpochMilli();
            for (ShippedRecord record : records) {
                await(started, record.written().toEpochMilli() - first);
                String family = record.log().substring(0, record.log().indexOf('/'));
                byte[] value = bytes(record.json());
                send(producer, new ProducerRecord<>(topic(family, topics), value), failed);
            }
            producer.flush();
        }
        refuse(failed.get());
        return day;
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
                    "could not send the whole day: "
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

    private List<ProducerRecord<byte[], byte[]>> phases(Path calendar) {
        List<ProducerRecord<byte[], byte[]>> messages = new ArrayList<>();
        settings.getOptional(TouchlineOptions.CONTROL_TOPIC)
                .ifPresent(
                        topic -> {
                            for (SharedTable phase : VenueCalendar.read(calendar)) {
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

    private void await(long started, long millisOfTheDay) {
        if (speed <= 0) {
            return;
        }
        long due = started + (long) (TimeUnit.MILLISECONDS.toNanos(millisOfTheDay) / speed);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.currentThread().isInterrupted()) {
                throw new InputException(
                        "could not send the whole day: interrupted", "start it again");
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

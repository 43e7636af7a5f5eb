// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the rows of a load in order, each acknowledged by all replicas and written once, through
 * broker outages of up to an hour.
 *
 * <p>Main: {@code --bootstrap B --folder DIR --rate EVENTS_PER_SECOND [--from ROW] [--to ROW]
 * [--duplicate-every K] [--poison N] [--zeek TOPIC:PARTITIONS,...] [--first-tick] [--final-tick]}.
 * Rate 0 is as fast as it goes. A repeat is the same record once more, by turns in Zeek's TSV form
 * where there is one for {@link LoadTopics#TSV}. Poison lies evenly between the rows sent. What was
 * acknowledged is added to the folder and printed; exit code 1 when something was not.
 */
public final class Generator implements AutoCloseable {
    private static final String OUTAGE_MILLIS = "3600000";
    private static final String TICK = "{\"_path\":\"tick\",\"ts\":%d.0,\"peer\":\"%s-%d\"}";

    private final KafkaProducer<byte[], byte[]> producer;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failed = new AtomicReference<>();
    private final Map<String, Long> records = new TreeMap<>();
    private final Map<String, Long> repeats = new TreeMap<>();
    private List<TopicPartition> zeek = List.of();
    private long poisoned;
    private long ticks;

    public Generator(String bootstrap) {
        Properties options = new Properties();
        options.put("bootstrap.servers", bootstrap);
        options.put("acks", "all");
        options.put("enable.idempotence", "true");
        options.put("retries", Integer.toString(Integer.MAX_VALUE));
        options.put("delivery.timeout.ms", OUTAGE_MILLIS);
        options.put("max.block.ms", OUTAGE_MILLIS);
        options.put("request.timeout.ms", "10000");
        options.put("linger.ms", "5");
        options.put("compression.type", "none"); // sizes as planned
        producer =
                new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * What to send.
     *
     * @param rate records a second, 0 for as fast as it goes
     * @param from first row, {@code to} the one after the last
     * @param duplicateEvery each of these is sent again, 0 for none
     * @param poison how many hostile records, at most one per row
     * @param zeek partitions by topic that Zeek's records are dealt to in turn; empty for those
     *     planned
     * @param firstTick whether to begin with a record on every partition, so old that it moves no
     *     time: its dead letter tells that the partition is read
     * @param finalTick whether to end with a record on every partition that closes all windows
     */
    public record Order(
            double rate,
            int from,
            int to,
            int duplicateEvery,
            int poison,
            Map<String, Integer> zeek,
            boolean firstTick,
            boolean finalTick) {}

    public static void main(String[] args) throws IOException {
        Arguments given = Arguments.of(args);
        Order order =
                new Order(
                        given.number("rate", 0),
                        given.count("from", 0),
                        given.count("to", Integer.MAX_VALUE),
                        given.count("duplicate-every", 0),
                        given.count("poison", 0),
                        partitions(given.text("zeek", "")),
                        given.flag("first-tick"),
                        given.flag("final-tick"));
        try (Generator generator = new Generator(given.text("bootstrap"))) {
            System.out.println(generator.send(new LoadFolder(given.path("folder")), order).line());
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static Map<String, Integer> partitions(String text) {
        Map<String, Integer> partitions = new TreeMap<>();
        for (String topic : text.split(",", -1)) {
            int colon = topic.lastIndexOf(':');
            if (colon > 0) {
                partitions.put(
                        topic.substring(0, colon), Integer.valueOf(topic.substring(colon + 1)));
            }
        }
        return partitions;
    }

    /**
     * Returns when everything is acknowledged; adds the counts to the folder.
     *
     * @throws IllegalStateException when a record was not acknowledged within an hour
     */
    public Sent send(LoadFolder folder, Order order) throws IOException {
        LoadLedger ledger = LoadLedger.read(folder);
        int to = Math.min(order.to(), ledger.rows());
        int between = order.poison() == 0 ? 0 : Math.max(1, (to - order.from()) / order.poison());
        Poison poison = new Poison(ledger.rows());
        Pace pace = new Pace(order.rate());
        zeek = listed(order.zeek());
        if (order.firstTick()) {
            tick(ledger.first(), order.zeek());
        }
        try (BufferedReader rows = Files.newBufferedReader(folder.rows())) {
            for (int number = 0; number < to; number++) {
                String line = rows.readLine();
                if (number >= order.from()) {
                    LoadRow row = dealt(LoadRow.parse(line), number);
                    pace.await();
                    row(row);
                    if (order.duplicateEvery() > 0 && number % order.duplicateEvery() == 0) {
                        repeat(row);
                    }
                    if (between > 0 && number % between == 0 && poisoned < order.poison()) {
                        send(
                                row.topic(),
                                row.partition(),
                                row.writeTime(),
                                poison.next(row.value()));
                        poisoned++;
                    }
                }
            }
        }
        if (order.finalTick()) {
            tick(ledger.tick(), order.zeek());
        }
        return acknowledged(folder);
    }

    private Sent acknowledged(LoadFolder folder) throws IOException {
        producer.flush();
        Sent sent = new Sent(Map.copyOf(records), Map.copyOf(repeats), poisoned, ticks);
        Exception failure = failed.get();
        if (failure != null || acknowledged.get() != sent.all()) {
            throw new IllegalStateException(
                    "could not send everything: "
                            + acknowledged.get()
                            + " of "
                            + sent.all()
                            + " records acknowledged, "
                            + failure);
        }
        sent.append(folder);
        return sent;
    }

    private void row(LoadRow row) {
        records.merge(row.source(), 1L, Long::sum);
        send(row.topic(), row.partition(), row.writeTime(), bytes(row.value()));
    }

    private void repeat(LoadRow row) {
        long before = repeats.merge(row.source(), 1L, Long::sum);
        String tsv = row.source().equals(LoadTopics.TSV_SOURCE) ? row.tsv() : null;
        if (tsv != null && before % 2 == 0) {
            records.merge(row.source(), 1L, Long::sum);
            send(LoadTopics.TSV, 0, row.writeTime(), bytes(tsv));
        } else {
            row(row);
        }
    }

    private void tick(long time, Map<String, Integer> zeek) {
        Map<String, Integer> all = new TreeMap<>(LoadTopics.raw());
        all.putAll(zeek);
        for (TopicPartition at : listed(all)) {
            String tick = String.format(TICK, time / 1_000, at.topic(), at.partition());
            send(at.topic(), at.partition(), time, bytes(tick));
            ticks++;
        }
    }

    private LoadRow dealt(LoadRow row, int number) {
        if (zeek.isEmpty() || !row.topic().equals(LoadTopics.ZEEK)) {
            return row;
        }
        TopicPartition to = zeek.get(number % zeek.size());
        return new LoadRow(
                to.topic(), to.partition(), row.writeTime(), row.source(), row.value(), row.tsv());
    }

    private static List<TopicPartition> listed(Map<String, Integer> topics) {
        List<TopicPartition> all = new ArrayList<>();
        topics.forEach(
                (topic, partitions) -> {
                    for (int partition = 0; partition < partitions; partition++) {
                        all.add(new TopicPartition(topic, partition));
                    }
                });
        return all;
    }

    private void send(String topic, int partition, long time, byte @Nullable [] value) {
        producer.send(
                new ProducerRecord<>(topic, partition, time, null, value),
                (metadata, failure) -> {
                    if (failure == null) {
                        acknowledged.incrementAndGet();
                    } else {
                        failed.compareAndSet(null, failure);
                    }
                });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}

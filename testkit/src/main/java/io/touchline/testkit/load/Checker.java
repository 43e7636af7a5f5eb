// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import io.touchline.schemas.AvroFrames;
import io.touchline.schemas.avro.FindingMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until the jobs are through with a load, and judges what they wrote.
 *
 * <p>They are through when progress on every partition of findings has reached the end of the
 * ledger and both have committed the ends of what they read, which they do with a checkpoint, so
 * what came of it is written. If that does not happen in time the verdict is unknown, not violated.
 *
 * <p>Main: {@code --bootstrap B --folder DIR [--group touchline] [--timeout SECONDS]}. Prints the
 * report and writes it to the folder; exit code 0 ok, 1 violated, 3 unknown, 2 when it failed.
 */
public final class Checker {
    private static final List<String> TOPICS =
            List.of(
                    LoadTopics.FINDINGS,
                    LoadTopics.INCIDENTS,
                    LoadTopics.BOOKS,
                    LoadTopics.DEAD_LETTERS);

    /** Bound and step of the watermark; the tick is hours behind the last record. */
    private static final long SLACK_MILLIS = 600_000;

    private static final int FAILED = 2;
    private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

    private final String bootstrap;
    private final LoadFolder folder;
    private final String group;

    /**
     * @param group prefix of the jobs' consumer groups, {@code kafka.group}
     */
    public Checker(String bootstrap, LoadFolder folder, String group) {
        this.bootstrap = bootstrap;
        this.folder = folder;
        this.group = group;
    }

    public static void main(String[] args) throws IOException {
        Arguments given = Arguments.of(args);
        Checker checker =
                new Checker(
                        given.text("bootstrap"),
                        new LoadFolder(given.path("folder")),
                        given.text("group", "touchline"));
        int code = FAILED; // whatever is thrown, or was no verdict
        try {
            Verdict verdict = checker.check(Duration.ofSeconds(given.number("timeout", 300)));
            System.out.println(verdict.toJson());
            code = verdict.outcome().exitCode();
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            e.printStackTrace(); // a program of its own: what it prints is its log
        }
        System.exit(code);
    }

    /** Waits, judges, writes the report. */
    public Verdict check(Duration timeout) throws IOException {
        LoadLedger ledger = LoadLedger.read(folder);
        long deadline = System.nanoTime() + timeout.toNanos();
        try (TopicLog log = new TopicLog(bootstrap, "read_committed", TOPICS);
                Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            boolean through = false;
            while (!through && System.nanoTime() - deadline < 0) {
                through =
                        log.catchUp(deadline)
                                && progressed(log, ledger.tick() - SLACK_MILLIS)
                                && committed(admin, "-detection", log.ends(raw(admin)))
                                && committed(admin, "-correlation", log.read(LoadTopics.FINDINGS));
                if (!through) {
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
            through = through && log.catchUp(deadline);
            long written = log.ends(raw(admin)).values().stream().mapToLong(end -> end).sum();
            Verdict verdict =
                    Judge.verdict(
                            Expected.read(folder),
                            Sent.read(folder),
                            written,
                            SeenTopics.read(log, ledger.last()));
            verdict.figures().put("lines_uncommitted", uncommitted(log, deadline));
            Verdict told = through ? verdict : verdict.unknown();
            Files.writeString(folder.report(), told.toJson() + "\n");
            return told;
        }
    }

    /** Every topic that no job writes: those of the load, and those added to it. */
    private static Set<String> raw(Admin admin) {
        try {
            Set<String> topics = new TreeSet<>(admin.listTopics().names().get());
            TOPICS.forEach(topics::remove);
            topics.remove(LoadTopics.RESPONSES);
            topics.remove(LoadTopics.HEARTBEAT);
            return topics;
        } catch (ExecutionException e) {
            throw new IllegalStateException("could not list the topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static boolean progressed(TopicLog log, long end) {
        AvroFrames<FindingMessage> frames = new AvroFrames<>(FindingMessage.class);
        Set<Integer> passed = new TreeSet<>();
        for (ConsumerRecord<byte[], byte[]> record : log.records(LoadTopics.FINDINGS)) {
            FindingMessage message = frames.decode(record.value());
            if (message.getFinding() == null && message.getWatermark() >= end) {
                passed.add(record.partition());
            }
        }
        return passed.size() == log.partitions(LoadTopics.FINDINGS);
    }

    private boolean committed(Admin admin, String job, Map<TopicPartition, Long> ends) {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets =
                    admin.listConsumerGroupOffsets(group + job)
                            .partitionsToOffsetAndMetadata()
                            .get();
            return ends.entrySet().stream()
                    .allMatch(
                            end -> {
                                OffsetAndMetadata offset = offsets.get(end.getKey());
                                return offset != null && offset.offset() >= end.getValue();
                            });
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException) {
                return false; // no coordinator yet, or a broker is down: ask again
            }
            throw new IllegalStateException("could not ask for offsets", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lines of transactions that are open or were aborted: a reader of committed ones has less. */
    private long uncommitted(TopicLog committed, long deadline) {
        List<String> topics = List.of(LoadTopics.FINDINGS, LoadTopics.INCIDENTS);
        try (TopicLog all = new TopicLog(bootstrap, "read_uncommitted", topics)) {
            all.catchUp(deadline);
            return topics.stream()
                    .mapToLong(t -> all.records(t).size() - committed.records(t).size())
                    .sum();
        }
    }
}

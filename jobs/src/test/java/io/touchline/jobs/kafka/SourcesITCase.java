// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.jobs.options.Settings;
import io.touchline.operators.ingest.Frame;
import io.touchline.schemas.avro.FindingMessage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Which topics and records are read, and what time does when none come, against a real broker. */
@Timeout(120)
class SourcesITCase {
    private static Bus bus;

    @TempDir Path folder;

    @BeforeAll
    static void startBus() {
        bus = new Bus();
        bus.topic("findings.v1", 1, "delete");
        bus.topic("dead-letters.v1", 1, "delete");
        bus.topic("books.v1", 1, "compact");
        bus.topic("heartbeat.v1", 1, "delete");
    }

    @AfterAll
    static void stopBus() {
        bus.close();
    }

    @Test
    void aTopicThatMatchesLaterIsReadFromItsFirstRecordWhateverTheStart() throws Exception {
        bus.topic("site.a.raw", 1, "delete");
        bus.topic("site.a.other", 1, "delete");
        bus.send("site.a.raw", 0, 0, "old");
        bus.send("site.a.other", 0, 0, "no match");
        bus.flush();
        Settings settings =
                settings(
                        "raw-pattern: 'site\\.[a-z]+\\.raw', start: latest, discovery-interval: 1 s");

        try (CloseableIterator<Frame> frames = frames(settings)) {
            // "latest" is resolved when the job starts: what comes then is read
            Thread writer = repeat("site.a.raw", "new");
            assertThat(text(next(frames))).isEqualTo("new");
            writer.interrupt();
            writer.join();
            bus.topic("site.b.raw", 2, "delete");
            bus.send("site.b.raw", 0, 0, "first");
            bus.send("site.b.raw", 1, 0, "second");
            bus.flush();

            Set<String> found = new TreeSet<>();
            while (found.size() < 2) {
                Frame frame = next(frames);
                assertThat(text(frame)).isIn("new", "first", "second");
                if (frame.topic().equals("site.b.raw")) {
                    found.add(text(frame));
                }
            }
        }
    }

    @Test
    void anInstantSkipsWhatWasWrittenBeforeIt() throws Exception {
        bus.rawTopic("raw.since", 1);
        Instant start = Instant.parse("2026-05-16T18:00:00Z");
        bus.send("raw.since", 0, start.toEpochMilli() - 1, "before");
        bus.send("raw.since", 0, start.toEpochMilli(), "at");
        bus.send("raw.since", 0, start.toEpochMilli() + 1, "after");
        bus.flush();

        assertThat(read(settings("raw-topics: raw.since, start: '" + start + "'"), 2))
                .containsExactly("at", "after");
        assertThat(read(settings("raw-topics: raw.since, start: earliest"), 3))
                .containsExactly("before", "at", "after");
        // nothing is committed for this group: from the earliest
        assertThat(read(settings("raw-topics: raw.since"), 3))
                .containsExactly("before", "at", "after");
    }

    @Test
    void timeGoesOnWhenAllIsSilentAndReadToItsEnd() throws Exception {
        bus.topic("raw.night", 2, "delete");
        bus.topic("raw.empty", 1, "delete");
        long before = System.currentTimeMillis();
        bus.send("raw.night", 0, 0, "last of the day");
        bus.flush();

        try (CloseableIterator<Long> marks =
                watermarks(
                        settings(
                                "raw-topics: [raw.night, raw.empty], idle-after: 1 s, bound: 0 s"))) {
            // no record comes, and yet the one there was is passed; by a second more, again
            await(marks, before + 1_000);
            await(marks, before + 2_000);
        }
    }

    /** 1 of 3 partitions speaks once, then none: what waits for time is told all the same. */
    @Test
    void progressIsToldThroughTheWholeOfDetectionWhenAllIsSilent() throws Exception {
        bus.topic("raw.quiet", 3, "delete");
        long before = System.currentTimeMillis();
        bus.send("raw.quiet", 1, 0, "{\"_path\":\"tick\",\"ts\":1779000000}");
        bus.flush();
        Settings settings =
                settings(
                        "raw-topics: raw.quiet, idle-after: 1 s, bound: 0 s,"
                                + " checkpoint-interval: 1 s");

        JobClient job = KafkaRun.detection(settings).executeAsync();
        try {
            bus.read(
                    FindingMessage.class,
                    "findings.v1",
                    all ->
                            all.stream()
                                    .mapToLong(FindingMessage::getWatermark)
                                    .filter(mark -> mark != Long.MAX_VALUE) // that is the end
                                    .anyMatch(mark -> mark > before + 1_000));
        } finally {
            RunningJob.cancel(job);
        }
    }

    @Test
    void topicsThatBrokersDoNotStampProveNothing() throws Exception {
        bus.rawTopic("raw.created", 1);
        bus.topic("raw.appended", 1, "delete");
        Settings settings = settings("raw-topics: [raw.created, raw.appended]");
        assertThat(Preflight.detection(settings).appendTimeTopics()).isEmpty();

        CountDownLatch proofs = new CountDownLatch(5);
        try (LogEnds created = ends(settings, "raw.created", () -> {});
                LogEnds appended = ends(settings, "raw.appended", proofs::countDown)) {
            proofs.await();

            assertThat(appended.quietUntil()).isGreaterThan(0);
            assertThat(created.quietUntil()).isEqualTo(Silence.NONE);
        }
    }

    @Test
    void aRecordUnreadIsNoSilence() throws Exception {
        bus.topic("raw.unread", 1, "delete");
        bus.topic("raw.read", 1, "delete");
        bus.send("raw.unread", 0, 0, "x");
        bus.flush();
        Settings settings = settings("raw-topics: [raw.unread, raw.read]");

        CountDownLatch proofs = new CountDownLatch(5);
        try (LogEnds unread = ends(settings, "raw.unread", () -> {});
                LogEnds read = ends(settings, "raw.read", proofs::countDown)) {
            proofs.await();
            assertThat(unread.quietUntil()).isEqualTo(Silence.NONE);
        }
    }

    /** Of one partition of which everything before offset 0 was read. */
    private static LogEnds ends(Settings settings, String topic, Runnable news) {
        LogEnds ends = new LogEnds(KafkaAdmin.properties(settings), 600, Set.of(), news);
        ends.read(Map.of(new TopicPartition(topic, 0), 0L));
        return ends;
    }

    /** The watermarks behind the source, each told by a record that a timer makes. */
    private static CloseableIterator<Long> watermarks(Settings settings) throws Exception {
        Preflight topics = Preflight.detection(settings);
        assertThat(topics.appendTimeTopics()).isNotEmpty();
        return KafkaEnds.frames(env(), settings, topics.appendTimeTopics())
                .transform("marks", Types.LONG, new Marks())
                .setParallelism(1)
                .executeAndCollect();
    }

    private static void await(CloseableIterator<Long> marks, long until) throws Exception {
        long mark = Long.MIN_VALUE;
        while (mark < until) {
            long next = next(marks);
            assertThat(next).isGreaterThan(mark);
            mark = next;
        }
        // not the record's own watermark, so one of silence: 5 s behind the clock
        assertThat(mark).isLessThan(System.currentTimeMillis() - 4_900);
    }

    private static List<String> read(Settings settings, int count) throws Exception {
        try (CloseableIterator<Frame> frames = frames(settings)) {
            List<String> texts = new ArrayList<>();
            while (texts.size() < count) {
                texts.add(text(next(frames)));
            }
            return texts;
        }
    }

    /** The iterator itself waits for ever, and cannot be interrupted. */
    private static <T> T next(CloseableIterator<T> all) throws Exception {
        return CompletableFuture.supplyAsync(all::next).get(60, TimeUnit.SECONDS);
    }

    private static CloseableIterator<Frame> frames(Settings settings) throws Exception {
        DataStream<Frame> frames = KafkaEnds.frames(env(), settings, Optional.empty());
        return frames.executeAndCollect();
    }

    private static StreamExecutionEnvironment env() {
        Configuration options = new Configuration();
        options.setString("execution.checkpointing.interval", "200 ms");
        return StreamExecutionEnvironment.createLocalEnvironment(2, options);
    }

    private static Thread repeat(String topic, String value) {
        Thread writer =
                new Thread(
                        () -> {
                            while (!Thread.currentThread().isInterrupted()) {
                                bus.send(topic, 0, 0, value);
                                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                            }
                        });
        writer.start();
        return writer;
    }

    private static String text(Frame frame) {
        return new String(frame.bytes(), StandardCharsets.UTF_8);
    }

    private Settings settings(String kafka) throws Exception {
        return Settings.read(
                Files.writeString(
                        folder.resolve("touchline.yaml"),
                        "kafka: {bootstrap: \"" + bus.bootstrap() + "\", " + kafka + "}"));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.savepoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.jobs.SmallVenue;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.ArchiveOptions;
import io.touchline.jobs.files.ArchiveReader;
import io.touchline.jobs.files.Progress;
import io.touchline.jobs.files.SortedArchive;
import io.touchline.operators.ingest.Frame;
import io.touchline.simulator.wire.Log;
import io.touchline.simulator.wire.Row;
import io.touchline.simulator.wire.RowText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Promise R10 of docs/reliability.md: the savepoint of every released version restores, all of it,
 * and what comes out afterwards is what would have come out without the stop.
 *
 * <p>Written on heap state, read on RocksDB (detection) and on heap state (correlation). Before a
 * release, {@code mvn -pl jobs -am test -Dtest=GoldenSavepointTest
 * -Dtouchline.write-savepoints=true -Dsurefire.failIfNoSpecifiedTests=false} writes those of this
 * version again; those of released versions are never written again.
 */
class GoldenSavepointTest {
    private static final Path VERSIONS = Path.of("src/test/resources/savepoints");
    private static final Path CURRENT = VERSIONS.resolve("0.1.0");
    private static final String WRITE = "touchline.write-savepoints";
    // between the first read of the controller and the write to it
    private static final long CUT = Instant.parse("2026-05-16T17:05:00Z").toEpochMilli();
    private static final int NEVER = Integer.MAX_VALUE;
    private static final long SEED = 1;
    private static final int DAYS = 3;
    private static final String ENGINEERING = "10.20.0.11";

    @TempDir Path folder;

    static List<Path> versions() throws IOException {
        try (var all = Files.list(VERSIONS)) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    @Test
    void detectionGoesOnFromTheSavepointOfEveryVersion() throws Exception {
        for (Path version : versions()) {
            Path frames = frames(version);
            Path out = folder.resolve("findings");
            var env =
                    GoldenRuns.detection(
                            new ParkedFile(frames, NEVER, folder.resolve("parked")),
                            out,
                            "rocksdb",
                            version.resolve("detection"));

            assertThat(GoldenRuns.finish(env, out))
                    .as(version.toString())
                    .isNotEmpty()
                    .isEqualTo(GoldenRuns.lines(version.resolve("findings-after.jsonl")));
        }
    }

    @Test
    void correlationGoesOnFromTheSavepointOfEveryVersion() throws Exception {
        for (Path version : versions()) {
            Path pipe = GoldenStory.pipe(folder.resolve("pipe"), NEVER);
            Path out = folder.resolve("incidents");
            var env = GoldenRuns.correlation(pipe, out, version.resolve("correlation"));

            assertThat(GoldenRuns.finish(env, out))
                    .as(version.toString())
                    .isNotEmpty()
                    .isEqualTo(GoldenRuns.lines(version.resolve("incidents-after.jsonl")));
        }
    }

    @Test
    void eachIsSmallEnoughToBeKept() throws IOException {
        for (Path version : versions()) {
            for (String job : List.of("detection", "correlation")) {
                try (var files = Files.walk(version.resolve(job))) {
                    long size =
                            files.filter(Files::isRegularFile)
                                    .mapToLong(f -> f.toFile().length())
                                    .sum();
                    assertThat(size).as("%s of %s", job, version).isBetween(1L, 300_000L);
                }
            }
        }
    }

    /**
     * Promise R11, of the past: the name, kind and serializers of every state, as they are in the
     * savepoints, which nobody writes again.
     */
    @Test
    void keepsTheNamesAndSerializersOfEveryState() throws Exception {
        for (Path version : versions()) {
            for (String job : List.of("detection", "correlation")) {
                assertThat(SavepointStates.of(version.resolve(job)))
                        .as("%s of %s", job, version)
                        .isEqualTo(Files.readAllLines(version.resolve(job + "-states.txt")));
            }
        }
    }

    /**
     * Promise R11, of now: what this build would write has the states of the savepoint of its
     * version; a renamed state or a serializer of another class is a visible difference.
     */
    @Test
    void writesTheStatesThatItReads() throws Exception {
        Path frames = frames(CURRENT);
        Path parked = folder.resolve("parked");
        Path out = folder.resolve("out");
        Path savepoint = folder.resolve("savepoint");
        GoldenRuns.stop(
                GoldenRuns.detection(
                        new ParkedFile(frames, cut(frames), parked), out, "hashmap", null),
                out,
                o -> Files.exists(parked),
                savepoint);
        assertThat(SavepointStates.of(savepoint))
                .isEqualTo(Files.readAllLines(CURRENT.resolve("detection-states.txt")));
        Path other = folder.resolve("other-savepoint");
        stopCorrelation(other);
        assertThat(SavepointStates.of(other))
                .isEqualTo(Files.readAllLines(CURRENT.resolve("correlation-states.txt")));
    }

    @Test
    @EnabledIfSystemProperty(named = WRITE, matches = "true")
    void writesThoseOfThisVersionAgain() throws Exception {
        writeTelemetry(CURRENT.resolve("telemetry"));
        writeDetection();
        writeCorrelation();
        for (String job : List.of("detection", "correlation")) {
            Files.write(
                    CURRENT.resolve(job + "-states.txt"), SavepointStates.of(CURRENT.resolve(job)));
        }
    }

    private void writeDetection() throws Exception {
        Path frames = frames(CURRENT);
        Path parked = folder.resolve("parked");
        Path whole = folder.resolve("whole");
        List<String> expected =
                GoldenRuns.finish(
                        GoldenRuns.detection(
                                new ParkedFile(frames, NEVER, parked), whole, "hashmap", null),
                        whole);
        Path before = folder.resolve("before");
        GoldenRuns.stop(
                GoldenRuns.detection(
                        new ParkedFile(frames, cut(frames), parked), before, "hashmap", null),
                before,
                out -> Files.exists(parked),
                CURRENT.resolve("detection"));
        write("findings-after.jsonl", expected, GoldenRuns.lines(before));
    }

    private static int cut(Path frames) throws IOException {
        return (int)
                ParkedFile.read(frames).stream().filter(frame -> frame.writeTime() < CUT).count();
    }

    private void writeCorrelation() throws Exception {
        Path whole = folder.resolve("whole");
        List<String> expected =
                GoldenRuns.finish(
                        GoldenRuns.correlation(
                                GoldenStory.pipe(folder.resolve("pipe"), NEVER), whole, null),
                        whole);
        write("incidents-after.jsonl", expected, stopCorrelation(CURRENT.resolve("correlation")));
    }

    /** Stops it where the story is cut; the lines until then. */
    private List<String> stopCorrelation(Path savepoint) throws Exception {
        Path cut = folder.resolve("cut");
        GoldenRuns.finish(
                GoldenRuns.correlation(
                        GoldenStory.pipe(folder.resolve("ended"), GoldenStory.CUT), cut, null),
                cut);
        int lines = GoldenRuns.lines(cut).size();
        Path before = folder.resolve("before");
        GoldenRuns.stop(
                GoldenRuns.correlation(
                        GoldenStory.open(folder.resolve("open"), GoldenStory.CUT), before, null),
                before,
                out -> has(out, lines),
                savepoint);
        return GoldenRuns.lines(before);
    }

    /**
     * What must come after the restore: what an uninterrupted run says and has not yet been said.
     */
    private static void write(String name, List<String> whole, List<String> before)
            throws IOException {
        List<String> after = new ArrayList<>(whole);
        before.forEach(after::remove);
        assertThat(before).isNotEmpty();
        assertThat(after).isNotEmpty().hasSize(whole.size() - before.size());
        Files.write(CURRENT.resolve(name), after);
    }

    private static boolean has(Path out, int lines) {
        try {
            return Files.exists(out) && Files.readAllLines(out).size() >= lines;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The match day of the simulator, without all but the story and every 20th poll. */
    private void writeTelemetry(Path to) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String> actors = actors(SmallVenue.play(SEED, DAYS, rows::add));
        Map<Log, StringBuilder> texts = new EnumMap<>(Log.class);
        int polls = 0;
        for (Row row : rows) {
            String text = RowText.of(row);
            boolean poll = row.log() == Log.MODBUS && !text.contains(ENGINEERING);
            if (actors.stream().anyMatch(text::contains) && (!poll || polls++ % 20 == 0)) {
                texts.computeIfAbsent(
                                row.log(),
                                log -> new StringBuilder(RowText.head(log, row.written())))
                        .append(text)
                        .append('\n');
            }
        }
        for (Map.Entry<Log, StringBuilder> text : texts.entrySet()) {
            Path file = to.resolve(text.getKey().file() + ".gz");
            Files.createDirectories(file.getParent());
            try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(text.getValue().toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Names and addresses of all that take part, as logs have them. */
    private static List<String> actors(List<Map<String, Object>> ledger) {
        List<String> actors = new ArrayList<>();
        for (Map<String, Object> line : ledger) {
            if (line.containsKey("stage")) {
                for (Object entity : (List<?>) line.get("entities")) {
                    for (Object alias : (List<?>) ((Map<?, ?>) entity).get("aliases")) {
                        actors.add(String.valueOf(alias));
                    }
                }
            }
        }
        return actors;
    }

    private Path frames(Path version) throws IOException {
        ArchiveManifest archive =
                SortedArchive.prepare(
                        List.of(version.resolve("telemetry")),
                        folder.resolve("archive"),
                        ArchiveOptions.defaults(),
                        Progress.NONE);
        List<Frame> frames = new ArrayList<>();
        try (ArchiveReader reader = new ArchiveReader(archive)) {
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                frames.add(frame);
            }
        }
        Path file = folder.resolve("frames");
        ParkedFile.write(file, frames);
        return file;
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.DetectionJob;
import io.touchline.jobs.SmallVenue;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.ArchiveOptions;
import io.touchline.jobs.files.TestingArchives;
import io.touchline.jobs.local.EmbeddedFlink;
import io.touchline.jobs.local.FileEnds;
import io.touchline.jobs.local.LocalRun;
import io.touchline.jobs.local.OutputFiles;
import io.touchline.jobs.local.RunSummary;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.VenueCalendar;
import io.touchline.operators.venue.VenueRow;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Trained from an archive on heap state and gone on from on RocksDB, against one stream over all of
 * it. The venue's three days are cut on the morning of the match, so the intrusion comes after.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackfillITCase {
    private static final Path DATA = Path.of("../../shared/data/network");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long CUT = Instant.parse("2026-05-16T10:30:00Z").toEpochMilli();
    private static final long HOUR = 3_600_000;

    @TempDir static Path folder;
    private Path telemetry;
    private Path after;
    private Path trained;
    private OutputFiles went;

    @BeforeAll
    void trainOnTheDaysBeforeTheMatch() throws Exception {
        telemetry = folder.resolve("venue");
        SmallVenue.write(11, 3, telemetry);
        Path before = folder.resolve("before");
        after = folder.resolve("after");
        SplitTelemetry.copy(telemetry, before, time -> time <= CUT);
        SplitTelemetry.copy(telemetry, after, time -> time > CUT);
        trained = train("trained", List.of(before), 2);
        went = detect("went", List.of(after), 1, trained);
    }

    @Test
    void theStreamGoesOnAsIfItHadNeverStopped() throws Exception {
        OutputFiles whole = detect("whole", List.of(telemetry), 1, null);

        Instant learnt = Instant.parse(manifest().cut()).minusMillis(1);
        List<String> expected = comparable(whole, learnt::isBefore);
        assertThat(expected).hasSizeGreaterThan(5);
        assertThat(comparable(went, time -> true)).isEqualTo(expected);
        assertThat(comparable(output("trained"), time -> true))
                .isEqualTo(comparable(whole, time -> !learnt.isBefore(time)));
    }

    @Test
    void theBaselinesAreThoseOfAnArchiveOverAllOfIt() throws Exception {
        Path all = train("all", List.of(telemetry), 1);
        Path continued = parkOnDisk("continued", after, trained);

        Map<String, String> expected = StoredBaselines.of(all.resolve("savepoint"));
        assertThat(expected).hasSizeGreaterThan(50);
        assertThat(StoredBaselines.of(continued)).isEqualTo(expected);
    }

    @Test
    void whatOverlapsTheArchiveIsCountedOnce() throws Exception {
        Path again = folder.resolve("again");
        SplitTelemetry.copy(telemetry, again, time -> time > CUT - HOUR);
        long overlap =
                SplitTelemetry.copy(
                        telemetry, folder.resolve("twice"), t -> t > CUT - HOUR && t <= CUT);

        OutputFiles twice = detect("twice-out", List.of(again), 2, trained);

        assertThat(comparable(twice, time -> true)).isEqualTo(comparable(went, time -> true));
        assertThat(overlap).isGreaterThan(100);
        assertThat(sum(twice, "duplicate") - sum(went, "duplicate")).isEqualTo(overlap);
        assertThat(sum(twice, "used")).isEqualTo(sum(went, "used"));
        assertThat(books(twice).values()).allMatch(fates -> RunSummary.pending(fates) == 0);
        assertThat(sum(went, "carried")).isPositive();
    }

    @Test
    void aVenueOfThousandsIsTrainedAndGoneOnFrom() throws Exception {
        // 30,000 devices: the state of one room is larger than the 5 MB that pass through memory
        Path past = manyDevices("many.log", 1_700_000_000, 30_000);
        Path now = manyDevices("later.log", 1_700_100_000, 100);

        Path crowd = train("crowd", List.of(past), 1);
        OutputFiles on = detect("crowd-on", List.of(now), 1, crowd);

        assertThat(StoredBaselines.of(TrainedSavepoint.in(crowd))).hasSizeGreaterThan(29_900);
        try (var files = Files.list(TrainedSavepoint.in(crowd))) {
            assertThat(files).anyMatch(file -> file.toFile().length() > 5 * 1024 * 1024);
        }
        // moved as a whole, as to another machine, it still opens
        Path moved = Files.move(crowd, folder.resolve("moved"));
        assertThat(Patterns.find(TrainedSavepoint.find(moved), "10.0.0.7")).hasSize(1);
        assertThat(detect("moved-on", List.of(now), 2, moved).findings())
                .hasSameTextualContentAs(on.findings());
    }

    private static Path manyDevices(String name, long start, int devices) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < devices; i++) {
            String own = "10." + i / 65_536 + '.' + i / 256 % 256 + '.' + i % 256;
            rows.append("{\"_path\":\"conn\",\"ts\":")
                    .append(start + i / 10)
                    .append(",\"uid\":\"C")
                    .append(i)
                    .append("\",\"id.orig_h\":\"")
                    .append(own)
                    .append("\",\"id.orig_p\":5000,\"id.resp_h\":\"10.250.0.1\",")
                    .append("\"id.resp_p\":445,\"proto\":\"tcp\",\"duration\":1.0,")
                    .append("\"orig_bytes\":10,\"resp_bytes\":10,\"conn_state\":\"SF\"}\n");
        }
        return Files.writeString(folder.resolve(name), rows);
    }

    @Test
    void realDaysTrainedAndGoneOnFromAreAsOneStream() throws Exception {
        assumeTrue(Files.isDirectory(DATA), "skipped: no real telemetry beside the project");
        Path first = DATA.resolve("stratosphere-010");
        Path second = DATA.resolve("stratosphere-011");
        Path third = DATA.resolve("stratosphere-012");

        Path real = train("real", List.of(first, second), 1);
        OutputFiles on = detect("real-on", List.of(third), 2, real);
        OutputFiles whole = detect("real-whole", List.of(first, second, third), 1, null);

        List<String> both = new ArrayList<>(comparable(output("real"), time -> true));
        both.addAll(comparable(on, time -> true));
        assertThat(both).isNotEmpty();
        assertThat(both.stream().sorted().toList()).isEqualTo(comparable(whole, time -> true));
        // few findings tell little: the baselines themselves are compared too
        Path all = train("real-all", List.of(first, second, third), 1);
        assertThat(StoredBaselines.of(parkOnDisk("real-disk", third, real)))
                .isEqualTo(StoredBaselines.of(all.resolve("savepoint")));
    }

    private TrainingManifest manifest() {
        return TrainedSavepoint.open(trained, "venue").manifest();
    }

    private Path train(String name, List<Path> inputs, int parallelism) throws Exception {
        OutputFiles files = output(name);
        ArchiveManifest archive = archive(name, inputs);
        Path savepoint = TrainedSavepoint.in(files.folder());
        new BackfillJob(Settings.defaults(), archive, VenueCalendar.empty(), files, parallelism)
                .execute(savepoint);
        TrainingManifest.of("venue", "test", archive, new RunSummary(files).totals(), savepoint)
                .write(files.folder());
        return files.folder();
    }

    private OutputFiles detect(String name, List<Path> inputs, int parallelism, @Nullable Path from)
            throws Exception {
        OutputFiles files = output(name);
        LocalRun run =
                new LocalRun(
                        Settings.defaults(),
                        archive(name, inputs),
                        VenueCalendar.empty(),
                        files,
                        parallelism);
        if (from != null) {
            run = run.from(TrainedSavepoint.open(from, "venue").path());
        }
        run.execute();
        return files;
    }

    /** Goes on from the savepoint on RocksDB and stops at the last record with another. */
    private Path parkOnDisk(String name, Path input, Path from) throws Exception {
        OutputFiles files = output(name);
        ArchiveManifest archive = archive(name, List.of(input));
        StreamExecutionEnvironment env =
                EmbeddedFlink.detection(2, files.work(), TrainedSavepoint.in(from));
        FileEnds.attach(
                DetectionJob.define(
                        FileEnds.inputs(
                                env,
                                archive,
                                ArchiveOptions.defaults().parked(),
                                VenueCalendar.empty(),
                                VenueRow.first("")),
                        Settings.defaults().detection()),
                files);
        return Path.of(URI.create(ParkedJob.run(env, archive, files.work().resolve("savepoint"))));
    }

    private ArchiveManifest archive(String name, List<Path> inputs) throws IOException {
        return TestingArchives.of(output(name), inputs);
    }

    private OutputFiles output(String name) throws IOException {
        OutputFiles files = new OutputFiles(folder.resolve(name));
        Files.createDirectories(files.work());
        return files;
    }

    private Map<String, Map<String, Long>> books(OutputFiles files) throws IOException {
        return new RunSummary(files).after(manifest().books()).totals();
    }

    private long sum(OutputFiles files, String fate) throws IOException {
        return books(files).values().stream().mapToLong(fates -> fates.get(fate)).sum();
    }

    /** Sorted findings known at times that hold, without coordinates. */
    private static List<String> comparable(OutputFiles files, Predicate<Instant> times)
            throws IOException {
        List<String> kept = new ArrayList<>();
        for (String line : Files.readAllLines(files.findings())) {
            if (times.test(Instant.parse(JSON.readTree(line).path("known_at").asText()))) {
                kept.add(line.replaceAll("\"coordinates\":\\[[^\\]]*\\]", ""));
            }
        }
        return kept.stream().sorted().toList();
    }
}

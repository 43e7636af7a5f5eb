// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.touchline.jobs.backfill.BackfillJob;
import io.touchline.jobs.backfill.TrainedSavepoint;
import io.touchline.jobs.backfill.TrainingManifest;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.TestingArchives;
import io.touchline.jobs.local.OutputFiles;
import io.touchline.jobs.local.RunSummary;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.VenueCalendar;
import io.touchline.jobs.rig.Oracle;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import io.touchline.testkit.load.Expected;
import io.touchline.testkit.load.Generator;
import io.touchline.testkit.load.LoadFolder;
import io.touchline.testkit.load.LoadLedger;
import io.touchline.testkit.load.LoadPlan;
import io.touchline.testkit.load.LoadRow;
import io.touchline.testkit.load.LoadTopics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Detection beside Kafka goes on from what backfill learnt from files. */
@Timeout(240)
class TrainedStartITCase {
    private static final int EVENTS = 4_000;

    /** Bound and step of the watermark; the tick is hours behind the last record. */
    private static final long SLACK_MILLIS = 600_000;

    @TempDir Path folder;

    @Test
    void findsWhatOneStreamOverAllOfItFinds() throws Exception {
        LoadFolder load = new LoadFolder(folder.resolve("load"));
        LoadLedger ledger = LoadPlan.write(7, EVENTS, load);
        Oracle.write(load, "arena");
        List<LoadRow> rows = Files.readAllLines(load.rows()).stream().map(LoadRow::parse).toList();
        int cut = cut(rows);
        Path archive = archive(rows.subList(0, cut));

        try (Bus bus = new Bus()) {
            LoadTopics.create(bus.bootstrap(), 1);
            Path config = config(bus.bootstrap());
            TrainedSavepoint savepoint = train(archive);

            JobClient detection =
                    KafkaRun.detection(Settings.read(config), savepoint.path()).executeAsync();
            Map<String, String> found;
            try (Generator generator = new Generator(bus.bootstrap())) {
                generator.send(
                        load,
                        new Generator.Order(
                                0, cut, Integer.MAX_VALUE, 0, 0, Map.of(), false, true));
                found = findings(bus, ledger.tick() - SLACK_MILLIS);
            } finally {
                RunningJob.cancel(detection);
            }

            // the last millisecond of the archive is pending in the savepoint
            Instant learnt = Instant.parse(savepoint.manifest().cut()).minusMillis(1);
            Map<String, String> expected = expected(load, learnt);
            assertThat(expected).hasSizeGreaterThan(5);
            assertThat(expected).hasSizeLessThan(Expected.read(load).findings().size());
            assertThat(found).isEqualTo(expected);
        }
    }

    private TrainedSavepoint train(Path telemetry) throws Exception {
        OutputFiles files = new OutputFiles(folder.resolve("trained"));
        Files.createDirectories(files.work());
        ArchiveManifest archive = TestingArchives.of(files, List.of(telemetry));
        Path savepoint = TrainedSavepoint.in(files.folder());
        Settings settings = Settings.parse(new String[] {"--venue.site", "arena"});
        new BackfillJob(settings, archive, VenueCalendar.empty(), files, 1).execute(savepoint);
        TrainingManifest.of("arena", "test", archive, new RunSummary(files).totals(), savepoint)
                .write(files.folder());
        return TrainedSavepoint.open(files.folder(), "arena");
    }

    /** The first row from the middle on that was written after all before it, as all behind it. */
    private static int cut(List<LoadRow> rows) {
        long[] least = new long[rows.size() + 1];
        least[rows.size()] = Long.MAX_VALUE;
        for (int i = rows.size() - 1; i >= 0; i--) {
            least[i] = Math.min(least[i + 1], rows.get(i).writeTime());
        }
        long most = Long.MIN_VALUE;
        for (int i = 0; i < rows.size(); i++) {
            if (i > rows.size() / 2 && most < least[i]) {
                return i;
            }
            most = Math.max(most, rows.get(i).writeTime());
        }
        throw new IllegalStateException("no place to cut");
    }

    private Path archive(List<LoadRow> rows) throws IOException {
        Map<String, List<String>> files = new TreeMap<>();
        for (LoadRow row : rows) {
            String name =
                    row.source().replace('.', '/')
                            + (row.topic().equals(LoadTopics.ZEEK) ? ".log" : ".jsonl");
            files.computeIfAbsent(name, n -> new ArrayList<>()).add(row.value());
        }
        Path archive = folder.resolve("archive");
        for (Map.Entry<String, List<String>> file : files.entrySet()) {
            Path path = archive.resolve(file.getKey());
            Files.createDirectories(path.resolveSibling("."));
            Files.write(path, file.getValue());
        }
        return archive;
    }

    private Path config(String bootstrap) throws IOException {
        return Files.write(
                folder.resolve("touchline.yaml"),
                List.of(
                        "venue: {site: arena}",
                        "kafka:",
                        "  bootstrap: \"" + bootstrap + "\"",
                        "  raw-topics: [" + String.join(", ", LoadTopics.raw().keySet()) + "]",
                        "  watermark-step: 60 s", // days in seconds
                        "  checkpoint-interval: 1 s"));
    }

    /** What stands in the topic when progress on all of its partitions has come so far. */
    private static Map<String, String> findings(Bus bus, long watermark) {
        Map<String, String> found = new TreeMap<>();
        bus
                .read(
                        FindingMessage.class,
                        LoadTopics.FINDINGS,
                        all ->
                                all.stream()
                                                .filter(m -> m.getFinding() == null)
                                                .filter(m -> m.getWatermark() >= watermark)
                                                .map(FindingMessage::getPartition)
                                                .distinct()
                                                .count()
                                        == LoadTopics.FINDINGS_PARTITIONS)
                .stream()
                .map(FindingMessage::getFinding)
                .filter(Objects::nonNull)
                // the tick moves time on while every source is silent, which is told
                .filter(it -> !it.getDetector().equals("coverage"))
                .forEach(it -> found.put(it.getFindingId(), told(it)));
        return found;
    }

    private static String told(Finding it) {
        return String.join("; ", it.getObserved(), it.getExpected(), it.getExplanation())
                + "; "
                + it.getPValue();
    }

    private static Map<String, String> expected(LoadFolder load, Instant learnt)
            throws IOException {
        Map<String, String> expected = new TreeMap<>();
        for (JsonNode it : Expected.read(load).findings().values()) {
            if (learnt.isBefore(Instant.parse(it.path("known_at").asText()))) {
                expected.put(
                        it.path("finding_id").asText(),
                        String.join(
                                        "; ",
                                        it.path("observed").asText(),
                                        it.path("expected").asText(),
                                        it.path("explanation").asText())
                                + "; "
                                + it.path("p_value").asDouble());
            }
        }
        return expected;
    }
}

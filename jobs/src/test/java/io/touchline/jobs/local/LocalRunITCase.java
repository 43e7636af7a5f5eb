// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.SmallVenue;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.TestingArchives;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.VenueCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Both jobs in one process over a small venue: what must not matter, and what must not happen. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalRunITCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir static Path folder;
    private Path telemetry;
    private List<String> findings;
    private List<String> incidents;
    private String calibration;

    @BeforeAll
    void aVenueWithoutItsCrowd() throws Exception {
        telemetry = folder.resolve("telemetry");
        SmallVenue.write(11, 3, telemetry);
        Path out = run(telemetry, 1, "base");
        findings = comparable(out.resolve("findings.jsonl"));
        incidents = comparable(out.resolve("incidents.jsonl"));
        calibration = calibration(out);
        assertThat(findings).isNotEmpty();
        assertThat(calibration).contains("\"rate.activity/device\":{\"scores\":");
        assertThat(incidents).anyMatch(line -> line.contains("phish-to-controller"));
    }

    @Test
    void parallelismChangesNothing() throws Exception {
        for (int parallelism : new int[] {2, 4}) {
            Path out = run(telemetry, parallelism, "parallel-" + parallelism);
            assertThat(comparable(out.resolve("findings.jsonl"))).isEqualTo(findings);
            assertThat(comparable(out.resolve("incidents.jsonl"))).isEqualTo(incidents);
            assertThat(calibration(out)).isEqualTo(calibration);
        }
    }

    private static String calibration(Path out) throws IOException {
        return JSON.readTree(out.resolve("summary.json").toFile()).path("calibration").toString();
    }

    @Test
    void orderOfLinesAndNamesOfFilesChangeNothing() throws Exception {
        Path shuffled = Files.createDirectories(folder.resolve("shuffled"));
        Random random = new Random(3);
        int name = 0;
        for (Path file : logs(telemetry)) {
            List<String> head = new ArrayList<>();
            List<String> rows = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                (line.startsWith("#") ? head : rows).add(line);
            }
            Collections.shuffle(rows, random);
            head.addAll(rows);
            Files.write(shuffled.resolve((9 - name++) + "-" + file.getFileName()), head);
        }
        Path out = run(shuffled, 1, "shuffled-out");
        assertThat(comparable(out.resolve("findings.jsonl"))).isEqualTo(findings);
        assertThat(comparable(out.resolve("incidents.jsonl"))).isEqualTo(incidents);
        assertThat(calibration(out)).isEqualTo(calibration);
    }

    @Test
    void theEndOfInputIsNotTheEndOfTime() throws Exception {
        // cut in the middle of an hour, an hour and more before anything ends
        Path cut = Files.createDirectories(folder.resolve("cut"));
        Instant at = Instant.parse("2026-05-16T17:10:00Z");
        for (Path file : logs(telemetry)) {
            Files.write(
                    cut.resolve(file.getFileName().toString()),
                    Files.readAllLines(file).stream()
                            .filter(line -> line.startsWith("#") || isBefore(line, at))
                            .toList());
        }
        Path out = run(cut, 1, "cut-out");
        Instant last = at.plusMillis(90 * 60_000L);
        for (JsonNode finding : lines(out.resolve("findings.jsonl"))) {
            assertThat(Instant.parse(finding.path("known_at").asText())).isBefore(last);
        }
        for (JsonNode incident : lines(out.resolve("incidents.jsonl"))) {
            assertThat(incident.path("state").asText()).isNotEqualTo("expired");
            assertThat(Instant.parse(incident.path("known_at").asText())).isBefore(last);
        }
        // what was known before the cut is the same as in the whole day
        assertThat(before(comparable(out.resolve("findings.jsonl")), at))
                .isEqualTo(before(findings, at));
    }

    @Test
    void anAbsurdTimeHarmsOnlyItself() throws Exception {
        Path poisoned = Files.createDirectories(folder.resolve("poisoned"));
        for (Path file : logs(telemetry)) {
            List<String> lines = new ArrayList<>(Files.readAllLines(file));
            if (file.endsWith("modbus.log")) {
                String row = lines.get(lines.size() / 2);
                lines.add(row.replaceFirst("^[0-9.]+", "4070908800.000000")); // the year 2099
            }
            Files.write(poisoned.resolve(file.getFileName().toString()), lines);
        }
        Path out = run(poisoned, 1, "poisoned-out");
        assertThat(comparable(out.resolve("findings.jsonl"))).isEqualTo(findings);
        assertThat(Files.readString(out.resolve("dead-letters.jsonl"))).contains("\"bad-time\"");
        JsonNode modbus =
                JSON.readTree(out.resolve("summary.json").toFile())
                        .path("sources")
                        .path("zeek.modbus");
        assertThat(modbus.path("dead").asLong()).isEqualTo(1);
    }

    @Test
    void theSameTelemetryTwiceIsCountedOnce() throws Exception {
        Path twice = Files.createDirectories(folder.resolve("twice"));
        for (Path file : logs(telemetry)) {
            Files.copy(file, twice.resolve("a-" + file.getFileName()));
            Files.copy(file, twice.resolve("b-" + file.getFileName()));
        }
        Path out = run(twice, 1, "twice-out");
        assertThat(comparable(out.resolve("findings.jsonl"))).isEqualTo(findings);
        for (JsonNode source :
                JSON.readTree(out.resolve("summary.json").toFile()).path("sources")) {
            assertThat(source.path("duplicate").asLong()).isEqualTo(source.path("used").asLong());
        }
    }

    private static Path run(Path input, int parallelism, String name) throws Exception {
        OutputFiles files = new OutputFiles(folder.resolve(name));
        Files.createDirectories(files.work());
        ArchiveManifest archive = TestingArchives.of(files, List.of(input));
        new LocalRun(Settings.defaults(), archive, VenueCalendar.empty(), files, parallelism)
                .execute();
        new RunSummary(files).write(archive, 1, "test");
        return files.folder();
    }

    private static List<Path> logs(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static boolean isBefore(String line, Instant at) {
        int ts = line.indexOf("\"ts\":");
        if (ts >= 0) {
            int end = line.indexOf(',', ts);
            return Double.parseDouble(line.substring(ts + 5, end)) < at.getEpochSecond();
        }
        if (line.startsWith("{")) {
            int date = line.indexOf("2026-");
            String text = line.substring(date, date + 19) + "Z";
            return Instant.parse(text).isBefore(at);
        }
        return Double.parseDouble(line.substring(0, line.indexOf('\t'))) < at.getEpochSecond();
    }

    private static List<String> before(List<String> lines, Instant at) throws IOException {
        List<String> kept = new ArrayList<>();
        for (String line : lines) {
            if (Instant.parse(JSON.readTree(line).path("known_at").asText())
                    .isBefore(at.minusSeconds(3_600))) {
                kept.add(line);
            }
        }
        return kept;
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            all.add(JSON.readTree(line));
        }
        return all;
    }

    /** Sorted lines without coordinates. */
    static List<String> comparable(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceAll("\"coordinates\":\\[[^\\]]*\\]", "\"coordinates\":[]"))
                .sorted()
                .toList();
    }
}

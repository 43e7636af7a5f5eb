// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.TestingArchives;
import io.touchline.jobs.local.LocalRun;
import io.touchline.jobs.local.OutputFiles;
import io.touchline.jobs.local.RunSummary;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.VenueCalendar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real telemetry that lies beside the project, in {@code ../shared/data}; skipped where it is
 * absent.
 */
class RealTelemetryITCase {
    private static final Path DATA = Path.of("../../shared/data");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    @BeforeEach
    void dataIsThere() {
        assumeTrue(Files.isDirectory(DATA), "skipped: no real telemetry beside the project");
    }

    @Test
    void tsvAndJsonOfTheSameRecordsGiveTheSame() throws Exception {
        Path tsv = run("tsv", 1, DATA.resolve("network/rita/valid_tsv"));
        Path json = run("json", 1, DATA.resolve("network/rita/valid_json"));
        for (String file : List.of("findings.jsonl", "incidents.jsonl")) {
            assertThat(comparable(json.resolve(file))).isEqualTo(comparable(tsv.resolve(file)));
        }
    }

    @Test
    void shuffledLinesAndMoreSubtasksChangeNothing() throws Exception {
        Path source = DATA.resolve("network/stratosphere-011");
        Path plain = run("plain", 1, source);
        List<String> expected = comparable(plain.resolve("findings.jsonl"));
        assertThat(expected).isNotEmpty();

        assertThat(comparable(run("two", 2, source).resolve("findings.jsonl"))).isEqualTo(expected);
        assertThat(comparable(run("mixed", 1, shuffled(source)).resolve("findings.jsonl")))
                .isEqualTo(expected);
    }

    @Test
    void oneFolderOfEverythingBalancesAndNothingFiresAtItsEnd() throws Exception {
        Path[] inputs =
                Stream.of(
                                "network/stratosphere-001",
                                "network/stratosphere-010",
                                "network/stratosphere-012",
                                "network/rita/missing_host",
                                "ot/4sics-and-ics-logs",
                                "ot/icsnpp",
                                "saas/msticpy",
                                "email/spamassassin")
                        .map(DATA::resolve)
                        .toArray(Path[]::new);
        Path out = run("all", 2, inputs);
        JsonNode sources = JSON.readTree(out.resolve("summary.json").toFile()).path("sources");
        assertThat(sources.size()).isGreaterThanOrEqualTo(7);
        for (JsonNode source : sources) {
            long fates = 0;
            for (String fate : List.of("used", "duplicate", "late", "dead", "refused")) {
                fates += source.path(fate).asLong();
            }
            assertThat(source.path("read").asLong()).isEqualTo(fates);
        }
        // the newest record of all is of 2024-04-21; nothing may be known later than its delay
        for (String line : Files.readAllLines(out.resolve("findings.jsonl"))) {
            assertThat(Instant.parse(JSON.readTree(line).path("known_at").asText()))
                    .isBefore(Instant.parse("2024-04-22T02:00:00Z"));
        }
        assertThat(Files.readString(out.resolve("incidents.jsonl"))).doesNotContain("2024-04-23");
    }

    private Path run(String name, int parallelism, Path... inputs) throws Exception {
        OutputFiles files = new OutputFiles(folder.resolve(name));
        Files.createDirectories(files.work());
        ArchiveManifest archive = TestingArchives.of(files, List.of(inputs));
        new LocalRun(Settings.defaults(), archive, VenueCalendar.empty(), files, parallelism)
                .execute();
        new RunSummary(files).write(archive, 1, "test");
        return files.folder();
    }

    private Path shuffled(Path source) throws IOException {
        Path target = Files.createDirectories(folder.resolve("shuffled"));
        Random random = new Random(17);
        try (Stream<Path> all = Files.list(source)) {
            int number = 0;
            for (Path file : all.sorted().toList()) {
                List<String> head = new ArrayList<>();
                List<String> rows = new ArrayList<>();
                for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                    if (!line.startsWith("#close")) {
                        (line.startsWith("#") ? head : rows).add(line);
                    }
                }
                Collections.shuffle(rows, random);
                head.addAll(rows);
                Files.write(
                        target.resolve((90 - number++) + "-" + file.getFileName()),
                        head,
                        StandardCharsets.ISO_8859_1);
            }
        }
        return target;
    }

    private static List<String> comparable(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.replaceAll("\"coordinates\":\\[[^\\]]*\\]", ""))
                .sorted()
                .toList();
    }
}

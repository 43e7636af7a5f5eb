// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.SmallVenue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The span of the cameras goes dark from 15:40 to 17:40 in the middle of an intrusion: the finding
 * says so, the open incident says so until it is seen again, and nothing else of that silence is
 * told.
 */
class BlindCamerasITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DAYS = 14;
    private static final Instant DARK = Instant.parse("2026-05-16T15:40:00Z");
    private static final Instant LIGHT = Instant.parse("2026-05-16T17:40:00Z");

    @TempDir Path folder;

    @Test
    void aSpanThatGoesDarkInAnAttackIsToldAndStandsInTheOpenIncident() throws Exception {
        Path telemetry = folder.resolve("telemetry");
        Path out = folder.resolve("out");
        SmallVenue.write("blind-cameras", 1, DAYS, telemetry);
        assertThat(
                        Touchline.commandLine()
                                .execute(
                                        "detect",
                                        "--input",
                                        telemetry.toString(),
                                        "--output",
                                        out.toString()))
                .isZero();

        List<JsonNode> coverage = new ArrayList<>();
        List<JsonNode> other = new ArrayList<>();
        for (JsonNode finding : lines(out.resolve("findings.jsonl"))) {
            if (finding.path("detector").asText().equals("coverage")) {
                System.out.println(finding.path("explanation").asText());
                (finding.path("action").asText().equals("silent") ? coverage : other).add(finding);
            }
        }
        // two weeks of eight logs, the last day an event that no calendar announces
        assertThat(other).hasSizeLessThanOrEqualTo(4);
        assertThat(coverage).hasSize(1);
        JsonNode dark = coverage.get(0);
        assertThat(dark.path("entity").asText()).isEqualTo("source:venue:zeek/cctv-span");
        assertThat(dark.path("stage").asText()).isEqualTo("availability");
        assertThat(Instant.parse(dark.path("time").asText()))
                .isBetween(DARK.minusSeconds(300), DARK);
        Instant known = Instant.parse(dark.path("known_at").asText());
        System.out.println("told after " + Duration.between(DARK, known));
        assertThat(known).isBetween(DARK, DARK.plus(Duration.ofMinutes(45)));

        List<JsonNode> blind = new ArrayList<>();
        List<JsonNode> seen = new ArrayList<>();
        for (JsonNode revision : lines(out.resolve("incidents.jsonl"))) {
            boolean published =
                    !revision.hasNonNull("suppressed") && !revision.hasNonNull("merged_into");
            Instant at = Instant.parse(revision.path("known_at").asText());
            if (published && at.isBefore(LIGHT) && !at.isBefore(known)) {
                blind.add(revision);
            } else if (published && at.isAfter(LIGHT.plusSeconds(600))) {
                seen.add(revision);
            }
        }
        assertThat(blind)
                .isNotEmpty()
                .allSatisfy(
                        revision -> {
                            JsonNode spans = revision.path("blind");
                            assertThat(spans).hasSize(1);
                            assertThat(spans.get(0).path("source").asText())
                                    .isEqualTo("zeek/cctv-span");
                            assertThat(revision.path("summary").asText())
                                    .contains("Not seen: zeek/cctv-span since 15:");
                        });
        assertThat(seen)
                .isNotEmpty()
                .allSatisfy(revision -> assertThat(revision.path("blind")).isEmpty());
        // no step of any chain is the silence of a source or of a camera
        for (JsonNode revision : lines(out.resolve("incidents.jsonl"))) {
            assertThat(revision.path("steps"))
                    .noneSatisfy(
                            step ->
                                    assertThat(step.path("detector").asText())
                                            .isEqualTo("coverage"));
        }
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}

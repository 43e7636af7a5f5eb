// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promise of docs/simulate.md: what simulate writes is read by detect and measured by evaluate. */
class SimulatedVenueITCase {
    @TempDir Path folder;

    @Test
    void everyRecordOfADecodedLogIsUsed() throws Exception {
        String run = folder.resolve("run").toString();
        String telemetry = run + "/telemetry";
        assertThat(
                        touchline(
                                "simulate",
                                "--scenario",
                                "phish-to-turnstile",
                                "--days",
                                "1",
                                "--output",
                                telemetry))
                .isZero();
        assertThat(
                        touchline(
                                "detect",
                                "--input",
                                telemetry,
                                "--calendar",
                                telemetry + "/calendar.ics",
                                "--output",
                                run))
                .isZero();

        JsonNode summary = new ObjectMapper().readTree(Path.of(run, "summary.json").toFile());
        JsonNode sources = summary.path("sources");
        assertThat(sources.properties())
                .extracting(java.util.Map.Entry::getKey)
                .contains("zeek.conn", "zeek.dns", "zeek.modbus", "m365.audit", "email.trace");
        sources.properties()
                .forEach(
                        source ->
                                assertThat(source.getValue().path("used").asLong())
                                        .as(source.getKey())
                                        .isPositive()
                                        .isEqualTo(source.getValue().path("read").asLong()));
        assertThat(Files.readAllLines(Path.of(run, "dead-letters.jsonl"))).isEmpty();
        assertThat(touchline("evaluate", "matchday", "--data", run)).isZero();
    }

    private static int touchline(String... args) {
        return Touchline.commandLine().execute(args);
    }
}

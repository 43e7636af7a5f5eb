// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.simulator.Simulation;
import io.touchline.simulator.attack.ScenarioFiles;
import io.touchline.simulator.venue.Person;
import io.touchline.simulator.venue.Size;
import io.touchline.simulator.venue.VenuePlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every member of staff is a canary: with a key no name of theirs is in any output. */
@Timeout(300)
class PseudonymsITCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir static Path folder;
    private static Path open;
    private static Path hashed;

    @BeforeAll
    static void detectTwice() throws Exception {
        Path telemetry = folder.resolve("telemetry");
        Simulation.of(ScenarioFiles.named("phish-to-turnstile"), Size.SMALL, 1)
                .over(3)
                .write(telemetry);
        // a record that cannot be used, with a name in it
        Files.writeString(
                telemetry.resolve("broken.json"),
                "{\"_path\":\"conn\",\"ts\":\"of lena.fischer@arena.example\"}\n");
        Files.write(
                telemetry.resolve("key"),
                "a key of more than sixteen bytes".getBytes(StandardCharsets.UTF_8));
        Path config = telemetry.resolve(Simulation.CONFIGURATION);
        open = detect("open", telemetry, config);
        Files.writeString(config, Files.readString(config) + "privacy:\n  hash-key-file: key\n");
        hashed = detect("hashed", telemetry, config);
    }

    private static Path detect(String name, Path telemetry, Path config) {
        Path output = folder.resolve(name);
        int code =
                Touchline.commandLine()
                        .execute(
                                "detect",
                                "--report",
                                "--input",
                                telemetry.toString(),
                                "--output",
                                output.toString(),
                                "--config",
                                config.toString());
        assertThat(code).isZero();
        return output;
    }

    @Test
    void noNameOfAnybodyIsInAnyOutput() throws IOException {
        List<String> names = new VenuePlan(Size.SMALL).staff().stream().map(Person::user).toList();
        assertThat(named(open, names)).isNotEmpty();
        assertThat(named(hashed, names)).isEmpty();
    }

    private static List<String> named(Path output, List<String> names) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(output)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file, StandardCharsets.UTF_8);
                String lower = text.toLowerCase(Locale.ROOT);
                names.stream()
                        .filter(lower::contains)
                        .forEach(name -> found.add(output.relativize(file) + ": " + name));
            }
        }
        return found;
    }

    @Test
    void theSameIsFoundAsWithNames() throws IOException {
        assertThat(findings(hashed)).isNotEmpty().isEqualTo(findings(open));
    }

    /** What was found, without what names anybody. */
    private static List<String> findings(Path output) throws IOException {
        List<String> found = new ArrayList<>();
        for (String line : Files.readAllLines(output.resolve("findings.jsonl"))) {
            JsonNode finding = JSON.readTree(line);
            found.add(
                    finding.path("known_at").asText()
                            + ' '
                            + finding.path("detector").asText()
                            + ' '
                            + finding.path("stage").asText()
                            + ' '
                            + finding.path("zone_entity").asText()
                            + ' '
                            + finding.path("p_value").asText());
        }
        found.sort(null);
        return found;
    }
}

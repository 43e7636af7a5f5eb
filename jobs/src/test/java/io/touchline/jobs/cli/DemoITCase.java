// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.touchline.jobs.local.IncidentFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises of {@code ./touchline demo}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    // from the ledger of seed 7
    private static final Set<String> PLANTED_NAMES =
            Set.of("TICKETING-PC-01", "ENG-SRV-02", "controller 10.30.0.12");

    private static final String ENGINEERING = "10.20.0.11";
    private static final String CLERK = "10.10.1.11";
    private static final String CONTROLLER = "10.30.0.12";

    @TempDir static Path folder;
    private Path first;

    @BeforeAll
    void runTheDemo() {
        first = demo("first");
    }

    private static Path demo(String name) {
        Path output = folder.resolve(name).resolve("demo");
        int code =
                Touchline.commandLine()
                        .execute("demo", "--seed", "7", "--output", output.toString());
        assertThat(code).isZero();
        return output;
    }

    @Test
    void thePlantedChainIsOneIncidentNamingMailboxLaptopServerAndController() throws IOException {
        List<JsonNode> open = published(first);

        assertThat(open).hasSize(1);
        assertThat(IncidentFile.latest(first.resolve("incidents.jsonl")))
                .as("held back")
                .hasSize(1);
        JsonNode incident = open.get(0);
        TreeSet<String> names = new TreeSet<>();
        incident.path("entities").forEach(e -> names.add(e.path("name").asText()));
        assertThat(names)
                .containsAll(PLANTED_NAMES)
                .anyMatch(name -> name.contains("lena.fischer@arena.example"));
        assertThat(incident.path("pattern").asText()).isEqualTo("phish-to-controller");
        assertThat(incident.path("stages").toString())
                .contains("delivery", "command-and-control", "lateral-movement", "ot-impact");
        assertThat(incident.path("severity").asText()).isEqualTo("critical");
    }

    @Test
    void noBenignEntityIsCalledCompromised() throws IOException {
        for (JsonNode incident : published(first)) {
            for (JsonNode entity : incident.path("entities")) {
                if (entity.path("role").asText().equals("compromised")) {
                    assertThat(PLANTED_NAMES).contains(entity.path("name").asText());
                }
            }
        }
    }

    @Test
    void theFirstLineIsForAPerson() throws IOException {
        String line = published(first).get(0).path("first_line").asText();
        assertThat(line)
                .contains("10.30.0.12", "at doors (", "Confidence", "First: call")
                .doesNotContain("device:", "bits", "p =")
                .hasSizeLessThanOrEqualTo(300);
    }

    @Test
    void runsTwiceToTheSameBytes() throws IOException {
        Path second = demo("second");
        // the folder is part of the coordinates: cut it out
        for (String file : List.of("findings.jsonl", "incidents.jsonl", "responses.jsonl")) {
            assertThat(sorted(second, file)).isEqualTo(sorted(first, file));
            assertThat(sorted(second, file)).isNotEmpty();
        }
    }

    @Test
    void everyRecordHasOneFate() throws IOException {
        JsonNode sources = JSON.readTree(first.resolve("summary.json").toFile()).path("sources");
        assertThat(sources).isNotEmpty();
        for (JsonNode source : sources) {
            long fates = 0;
            for (String fate : List.of("used", "duplicate", "late", "dead", "refused")) {
                fates += source.path(fate).asLong();
            }
            assertThat(source.path("read").asLong()).isEqualTo(fates).isPositive();
        }
    }

    @Test
    void explainsTheIncidentAndWritesAPageForIt() throws IOException {
        String id = published(first).get(0).path("incident_id").asText();
        int code = Touchline.commandLine().execute("explain", id, "--input", first.toString());
        assertThat(code).isZero();
        assertThat(Files.readString(first.resolve("report").resolve(id + ".html")))
                .contains("ENG-SRV-02")
                .doesNotContain("<script");
        assertThat(first.resolve("report/index.html")).exists();
    }

    /** As if the whole had been known in two parts, one of which went into the other. */
    @Test
    void theIdOfAPartExplainsTheWhole() throws IOException {
        Path file = first.resolve("incidents.jsonl");
        JsonNode whole = published(first).get(0);
        String id = whole.path("incident_id").asText();
        String part = "00000000" + id.substring(8);
        ObjectNode merged = whole.deepCopy();
        merged.put("incident_id", part).put("state", "closed").put("merged_into", id);
        Path parts = Files.createDirectories(folder.resolve("parts"));
        Files.writeString(parts.resolve("incidents.jsonl"), Files.readString(file) + merged + "\n");

        assertThat(IncidentFile.byEveryId(parts.resolve("incidents.jsonl")).get(part))
                .isEqualTo(whole);
        assertThat(IncidentFile.latest(parts.resolve("incidents.jsonl"))).doesNotContainKey(part);
        int code = Touchline.commandLine().execute("explain", part, "--input", parts.toString());
        assertThat(code).isZero();
    }

    @Test
    void responsesAreRecommendedForPlantedConnectionsOnly() throws IOException {
        List<String> responses = Files.readAllLines(first.resolve("responses.jsonl"));
        assertThat(responses).isNotEmpty();
        JsonNode incident = published(first).get(0);
        Map<String, JsonNode> byEveryId = IncidentFile.byEveryId(first.resolve("incidents.jsonl"));
        for (String line : responses) {
            JsonNode response = JSON.readTree(line);
            assertThat(byEveryId.get(response.path("incident_id").asText())).isEqualTo(incident);
            String target = response.path("target").asText();
            // by address, though both are keyed by their hardware
            assertThat(target).contains(ENGINEERING);
            assertThat(List.of(CLERK, CONTROLLER)).anyMatch(target::contains);
            assertThat(response.path("mode").asText()).isEqualTo("recommend");
            assertThat(response.path("undo").asText()).isNotEmpty();
            assertThat(response.path("duration_ms").asLong()).isPositive();
        }
        assertThat(responses.get(responses.size() - 1)).contains(CONTROLLER);
    }

    private static List<JsonNode> published(Path output) throws IOException {
        List<JsonNode> open = new ArrayList<>();
        for (JsonNode incident : IncidentFile.latest(output.resolve("incidents.jsonl")).values()) {
            if (!incident.hasNonNull("suppressed")) {
                open.add(incident);
            }
        }
        return open;
    }

    private static List<String> sorted(Path output, String file) throws IOException {
        return Files.readAllLines(output.resolve(file)).stream()
                .map(line -> line.replace(output.toString(), "OUT"))
                .sorted()
                .toList();
    }
}

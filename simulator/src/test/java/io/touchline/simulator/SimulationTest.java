// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.simulator.attack.Scenario;
import io.touchline.simulator.attack.ScenarioFiles;
import io.touchline.simulator.venue.Size;
import io.touchline.simulator.wire.Log;
import io.touchline.simulator.wire.Row;
import io.touchline.simulator.wire.RowText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    static List<String> scenarios() {
        return ScenarioFiles.shipped().stream().map(Scenario::name).toList();
    }

    @Test
    void equalSeedsGiveEqualBytesAndOtherSeedsOtherVictims() throws IOException {
        Map<String, String> one = write("phish-to-turnstile", 3, "one");
        Map<String, String> again = write("phish-to-turnstile", 3, "again");
        Map<String, String> other = write("phish-to-turnstile", 4, "other");

        assertThat(again).isEqualTo(one);
        assertThat(other.keySet()).isEqualTo(one.keySet());
        assertThat(other.get("zeek/conn.log")).isNotEqualTo(one.get("zeek/conn.log"));
        assertThat(entities(stages(other).get(0))).isNotEqualTo(entities(stages(one).get(0)));
    }

    @Test
    void theAttackAddsItsRowsAndChangesNoOther() throws IOException {
        Map<String, String> quiet = write("none", 3, "quiet");
        Map<String, String> attacked = write("phish-to-turnstile", 3, "attacked");
        Map<String, Long> planted = new TreeMap<>();
        for (JsonNode stage : stages(attacked)) {
            stage.get("records")
                    .properties()
                    .forEach(e -> planted.merge(e.getKey(), e.getValue().asLong(), Long::sum));
        }
        assertThat(planted).containsKeys("zeek/conn.log", "zeek/modbus.log", "email/trace.jsonl");

        for (Log log : Log.values()) {
            List<String> before = lines(quiet, log.file());
            List<String> after = new ArrayList<>(lines(attacked, log.file()));
            before.forEach(after::remove);
            assertThat(after)
                    .as(log.file())
                    .hasSize(planted.getOrDefault(log.file(), 0L).intValue());
            assertThat(lines(attacked, log.file()))
                    .as(log.file())
                    .hasSize(before.size() + after.size());
        }
    }

    /** The ledger is whole: every id that it names stands in a log. */
    @Test
    void whatTheLedgerNamesIsInTheLogs() throws IOException {
        Map<String, String> files = write("phish-to-turnstile", 5, "run");
        String all = String.join("\n", files.values());

        List<JsonNode> stages = stages(files);
        assertThat(stages)
                .extracting(stage -> stage.get("stage").asText())
                .containsExactly(
                        "delivery",
                        "command-and-control",
                        "command-and-control",
                        "lateral-movement",
                        "ot-access",
                        "ot-impact");
        for (JsonNode stage : stages) {
            assertThat(stage.get("visible").asBoolean()).isTrue();
            assertThat(stage.get("ids")).isNotEmpty();
            stage.get("ids").forEach(id -> assertThat(all).contains(id.asText()));
            assertThat(Instant.parse(stage.get("from").asText()))
                    .isBeforeOrEqualTo(Instant.parse(stage.get("until").asText()));
        }
    }

    /** Developers meet the hub every day; seed 1 draws a service that has one. */
    @Test
    void theHubOfATunnelIsSharedAndTheTunnelIsNot() throws IOException {
        JsonNode entities = stages(write("developer-victim", 1, "run")).get(1).get("entities");
        assertThat(entities)
                .extracting(it -> it.get("role").asText() + " " + it.path("shared").asBoolean())
                .containsExactly("host false", "tunnel false", "hub true");
        assertThat(entities.get(1).get("aliases").toString()).contains("\"devtunnels.ms\"");
        assertThat(entities.get(2).get("aliases").toString()).contains("\"visualstudio.com\"");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyScenarioPlaysAndTellsWhatItPlanted(String name) {
        Scenario scenario = ScenarioFiles.named(name);
        List<Instant> written = new ArrayList<>();
        Set<Log> logs = new HashSet<>();

        List<Map<String, Object>> ledger =
                Simulation.of(scenario, Size.SMALL, 9)
                        .over(2)
                        .play(
                                row -> {
                                    written.add(row.written());
                                    logs.add(row.log());
                                });

        assertThat(written).isSorted();
        assertThat(logs).contains(Log.CONN, Log.MODBUS_DETAILED, Log.AUDIT, Log.MAIL_TRACE);
        assertThat(ledger.get(0)).containsEntry("scenario", name).containsEntry("version", 2);
        assertThat(
                        ledger.stream()
                                .filter(line -> !"benign".equals(line.get("kind")))
                                .filter(line -> !"benign".equals(line.get("role")))
                                .skip(1) // the head
                                .count())
                .isEqualTo(scenario.planted());
    }

    /**
     * The two days of a short run are the last two of a long one, but for what crosses midnight.
     */
    @Test
    void aDayIsTheSameHoweverLongTheRun() {
        List<String> two = mails(2);
        List<String> five = mails(5);

        assertThat(five).hasSizeGreaterThan(two.size());
        assertThat(five.subList(five.size() - two.size(), five.size())).isEqualTo(two);
    }

    private static List<String> mails(int days) {
        List<String> mails = new ArrayList<>();
        Simulation.of(ScenarioFiles.named("none"), Size.SMALL, 2)
                .over(days)
                .play(
                        (Row row) -> {
                            if (row.log() == Log.MAIL_TRACE) {
                                mails.add(RowText.of(row));
                            }
                        });
        return mails;
    }

    private Map<String, String> write(String scenario, long seed, String name) throws IOException {
        Path output = folder.resolve(name);
        Simulation.of(ScenarioFiles.named(scenario), Size.SMALL, seed).over(1).write(output);
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(output)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(output.relativize(file).toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static List<String> lines(Map<String, String> files, String name) {
        return files.getOrDefault(name, "").lines().filter(line -> !line.startsWith("#")).toList();
    }

    private static List<JsonNode> stages(Map<String, String> files) throws IOException {
        List<JsonNode> stages = new ArrayList<>();
        for (String line : lines(files, "ledger.jsonl")) {
            JsonNode json = JSON.readTree(line);
            if (json.path("kind").asText().equals("stage")) {
                stages.add(json);
            }
        }
        return stages;
    }

    private static String entities(JsonNode stage) {
        return stage.get("entities").toString();
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command: a table, one line of JSON last, exit codes of the contract. */
class EvaluateCommandTest {
    private static final String LEDGER =
            """
            {"ledger":"touchline","version":2,"scenario":"phish","seed":7,"size":"small",\
            "start":"2026-05-15T00:00:00Z","end":"2026-05-17T00:00:00Z","devices":100}
            {"kind":"stage","chain":"c1","step":1,"stage":"delivery",\
            "from":"2026-05-16T10:00:00Z","until":"2026-05-16T10:01:00Z",\
            "entities":[{"role":"victim","kind":"mailbox","aliases":["anna"]}]}
            """;
    private static final String INCIDENT =
            """
            {"incident_id":"i1","revision":1,"known_at":"2026-05-16T10:09:00.000Z","score":50,\
            "steps":[{"time":"2026-05-16T10:00:00.000Z","stage":"delivery",\
            "entity":"mailbox:arena:anna"}]}
            """;

    @TempDir Path folder;

    private record Run(int code, String out, String err) {}

    @BeforeEach
    void oneRun() throws IOException {
        Path run = Files.createDirectories(folder.resolve("run"));
        Files.writeString(run.resolve("ledger.jsonl"), LEDGER);
        Files.writeString(run.resolve("incidents.jsonl"), INCIDENT);
        Files.writeString(run.resolve("findings.jsonl"), "");
        Files.writeString(run.resolve("summary.json"), "{}");
    }

    private static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Touchline.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new Run(line.execute(args), out.toString(), err.toString());
    }

    @Test
    void printsATableAndLastOneLineOfJson() throws IOException {
        Path file = folder.resolve("report.md");
        Run run =
                run(
                        "evaluate",
                        "matchday",
                        "--data",
                        folder.toString(),
                        "--output",
                        file.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        List<String> lines = run.out().lines().toList();
        assertThat(lines.get(0)).startsWith("| scenario | size | runs |");
        assertThat(lines.get(2)).startsWith("| phish | small | 1 | 1/1 [0.207, 1.000] |");

        JsonNode json = new ObjectMapper().readTree(lines.get(lines.size() - 1));
        assertThat(json.path("evaluation").asText()).isEqualTo("matchday");
        for (String level : List.of("groups", "runs")) {
            JsonNode first = json.path(level).path(0);
            assertThat(first.path("scenario").asText()).isEqualTo("phish");
            assertThat(first.at("/at_budget/stages/delivery/recalled/hits").asLong()).isOne();
            assertThat(first.at("/at_budget/any_stage/recalled/lower").asDouble())
                    .isEqualTo(0.206549);
            assertThat(first.at("/budget_off/false_incidents/per_10000_device_hours/exposure"))
                    .hasToString("0.48");
            assertThat(first.at("/budget_off/false_incidents/per_event/value").isNull()).isTrue();
            assertThat(first.at("/delay_from_first_ms/p95").asLong()).isEqualTo(540_000);
            assertThat(first.at("/context_pairs/grave_above_benign/value").isNull()).isTrue();
        }
        assertThat(json.at("/runs/0/seed").asLong()).isEqualTo(7);
        assertThat(Files.readString(file)).contains(lines.get(2), lines.get(lines.size() - 1));
    }

    @Test
    void namesTheEvaluations() {
        Run run = run("evaluate", "--list");
        assertThat(run.code()).isZero();
        assertThat(run.out().lines().map(line -> line.split(" ")[0]))
                .containsExactly(
                        "matchday", "beacons", "rita", "benign", "nab", "darpa", "batadal");
        assertThat(run.out()).contains("matchday  recall");
    }

    @Test
    void wrongUseIsTwoLinesAndExitsWithTwo() {
        String absent = folder.resolve("absent").toString();
        String data = folder.toString();
        for (String[] args :
                List.of(
                        new String[] {"evaluate"},
                        new String[] {"evaluate", "matchday"},
                        new String[] {"evaluate", "darts", "--data", data},
                        new String[] {"evaluate", "matchday", "--data", absent},
                        new String[] {"evaluate", "nab"},
                        new String[] {"evaluate", "nab", "--data", data},
                        new String[] {"evaluate", "batadal"},
                        new String[] {"evaluate", "batadal", "--data", data},
                        new String[] {"evaluate", "darpa"},
                        new String[] {"evaluate", "darpa", "--data", absent},
                        new String[] {"evaluate", "darpa", "--data", data, "--data", data},
                        new String[] {"evaluate", "matchday", "more", "--data", data},
                        new String[] {
                            "evaluate", "matchday", "--data", data, "--output", absent + "/f.md"
                        })) {
            Run run = run(args);
            assertThat(run.code()).as(Arrays.toString(args)).isEqualTo(2);
            assertThat(run.err().lines()).as(run.err()).hasSize(2);
            assertThat(run.out()).isEmpty();
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.testkit.KraftBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The topics command against a real broker: 0 when all is as wanted, else 2 with a cure. */
@Timeout(120)
class TopicsCommandITCase {
    private static KraftBroker broker;

    @TempDir Path folder;

    private record Run(int code, String out, String err) {}

    @BeforeAll
    static void startBroker() {
        broker = KraftBroker.start();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Test
    void namesWhatIsMissingThenCreatesItThenFindsAllAsWanted() throws IOException {
        String config = config("one", "control-topic: one.control");

        Run missing = run("topics", "--config", config);
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.out().lines()).hasSize(9).anyMatch(l -> l.matches("one.raw +missing.*"));
        assertThat(missing.err().lines()).hasSize(2);
        assertThat(missing.err()).contains("one.incidents is missing").contains("try: --create");

        Run created = run("topics", "--config", config, "--create", "--partitions", "2");
        assertThat(created.err()).isEmpty();
        assertThat(created.code()).isZero();
        assertThat(created.out().lines().skip(1)).allMatch(line -> line.contains(" created "));

        Run wanted = run("topics", "--config", config);
        assertThat(wanted.err()).isEmpty();
        assertThat(wanted.code()).isZero();
        assertThat(wanted.out().lines().toList())
                .anyMatch(l -> l.matches("one.raw +as wanted +2 +message.timestamp.type=LogApp.*"))
                .anyMatch(l -> l.matches("one.incidents +as wanted +2 .*policy=compact,delete.*"))
                .anyMatch(l -> l.matches("one.books +as wanted +1 .*cleanup.policy=compact .*"))
                .anyMatch(l -> l.matches("one.control +as wanted +1 .*retention.ms=-1.*"))
                .anyMatch(l -> l.matches("one.dead +as wanted +2 .*retention.ms=259200000.*"));
    }

    @Test
    void saysInWhatATopicDiffersAndLeavesItAlone() throws IOException {
        String config = config("two", "raw-pattern: 'two\\.raw.*', control-topic: two.control");
        broker.createTopic("two.raw.a", 3, Map.of("message.timestamp.type", "CreateTime"));
        broker.createTopic("two.incidents", 1, Map.of("cleanup.policy", "delete"));
        broker.createTopic("two.dead", 1, Map.of("retention.ms", "-1"));

        Run run = run("topics", "--config", config, "--create");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("two.incidents differs")
                .contains("two.dead differs")
                .contains("two.raw.a differs")
                .doesNotContain("is missing");
        assertThat(run.out().lines().toList())
                .anyMatch(l -> l.matches("two.raw.a +differs +3 .*it has .*type=CreateTime.*"))
                .anyMatch(l -> l.matches("two.incidents .*it has .*cleanup.policy=delete.*"))
                .anyMatch(l -> l.matches("two.dead .*it has .*retention.ms=-1.*"));
        assertThat(run("run", "correlation", "--config", config).err())
                .contains("two.incidents has cleanup.policy=delete")
                .contains("try: set cleanup.policy=compact");
    }

    @Test
    void moreCopiesThanBrokersIsACauseWithACure() throws IOException {
        Run run =
                run(
                        "topics",
                        "--config",
                        config("three", "start: latest"),
                        "--create",
                        "--replication",
                        "3");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("could not create topic three.").contains("--replication");
        assertThat(
                        run(
                                        "topics",
                                        "--config",
                                        config("three", "start: latest"),
                                        "--partitions",
                                        "0")
                                .code())
                .isEqualTo(2);
    }

    private String config(String prefix, String more) throws IOException {
        String raw = more.contains("raw-pattern") ? "" : "raw-topics: " + prefix + ".raw, ";
        return Files.writeString(
                        folder.resolve(prefix + ".yaml"),
                        "kafka: {bootstrap: \""
                                + broker.bootstrap()
                                + "\", "
                                + raw
                                + more
                                + String.format(
                                        ", findings-topic: %1$s.findings, incidents-topic:"
                                                + " %1$s.incidents, responses-topic:"
                                                + " %1$s.responses, books-topic: %1$s.books,"
                                                + " dead-letters-topic: %1$s.dead,"
                                                + " heartbeat-topic: %1$s.heartbeat}",
                                        prefix))
                .toString();
    }

    private static Run run(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Touchline.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return new Run(line.execute(args), out.toString(), err.toString());
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Promise U2 of docs/reliability.md: a wrong setting stops at the start, with exit code 2, one line
 * of cause and one of cure, and no trace.
 */
class WrongSettingsTest {
    @TempDir Path folder;

    private record Run(int code, List<String> err) {}

    private static Run run(List<String> args) {
        StringWriter err = new StringWriter();
        CommandLine line = Touchline.commandLine();
        line.setErr(new PrintWriter(err, true));
        int code = line.execute(args.toArray(String[]::new));
        return new Run(code, err.toString().lines().toList());
    }

    /** What the file of settings says, and a word of the cause. */
    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of("venue.sight: x", "venue.site"),
                Arguments.of("venue.site: 'a b'", "venue.site"),
                Arguments.of("venue.site: ''", "venue.site"),
                Arguments.of("venue.networks: 10.0.0.0/99", "venue.networks"),
                Arguments.of("venue.networks: nowhere", "venue.networks"),
                Arguments.of("venue.calendar: absent.ics", "absent.ics"),
                Arguments.of("venue.file: absent.yaml", "absent.yaml: no such file"),
                Arguments.of("venue.file: settings.yaml", "unknown name venue"),
                Arguments.of("privacy.hash-key-file: absent", "privacy.hash-key-file"),
                Arguments.of("geo.path: absent.mmdb", "absent.mmdb: no such file"),
                Arguments.of("geo.path: [settings.yaml]", "settings.yaml: it is no MaxMind"),
                Arguments.of("identity.hold: soon", "soon"),
                Arguments.of("identity.hold: 3 h", "identity.hold"),
                Arguments.of("identity.hold: -1 s", "identity.hold"),
                Arguments.of("order.refuse-after: 1 fortnight", "fortnight"),
                Arguments.of("order.refuse-after: 0 s", "order.refuse-after"),
                Arguments.of("kafka.bound: 5 min", "kafka.bound"),
                Arguments.of("kafka.bound: much", "much"),
                Arguments.of("kafka.bootstrapp: localhost:9092", "kafka.bootstrap"),
                Arguments.of("kafka.raw-pattern: .+", "covers findings.v1"),
                Arguments.of("kafka.raw-topics: [dead-letters.v1]", "kafka.dead-letters-topic"),
                Arguments.of("kafka: [unclosed", "YAML"),
                Arguments.of("- a\n- b", "settings.yaml"),
                Arguments.of("just words", "settings.yaml"),
                Arguments.of("venue.site: a\nvenue.site: b", "settings.yaml"));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void aWrongFileOfSettingsIsTwoLines(String yaml, String word) throws IOException {
        Path config = Files.writeString(folder.resolve("settings.yaml"), yaml + "\n");
        Run run =
                run(
                        List.of(
                                "detect",
                                "--input",
                                log().toString(),
                                "--output",
                                folder.resolve("out").toString(),
                                "--config",
                                config.toString()));
        assertTwoLines(run, word);
        assertThat(folder.resolve("out/summary.json")).doesNotExist();
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of("detect", "--input"),
                Arguments.of("detect --input IN", "--output"),
                Arguments.of("detect --input IN --output OUT --parallelism 0", "parallelism"),
                Arguments.of("detect --input IN --output OUT --parallelism many", "many"),
                Arguments.of("detect --input absent --output OUT", "absent"),
                Arguments.of("detect --input IN --output OUT --config absent.yaml", "absent.yaml"),
                Arguments.of("detect --input IN --output IN", "could not write"),
                Arguments.of("run everything --config EMPTY", "everything"),
                Arguments.of("run all --config EMPTY", "kafka.bootstrap"),
                Arguments.of("run correlation --config EMPTY --from IN", "correlation"),
                Arguments.of("dance", "dance"));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aWrongCommandIsTwoLines(String words, String word) throws IOException {
        assertTwoLines(run(arguments(words)), word);
    }

    private List<String> arguments(String words) throws IOException {
        List<String> args = new ArrayList<>();
        for (String arg : Arrays.asList(words.split(" "))) {
            args.add(
                    switch (arg) {
                        case "IN" -> log().toString();
                        case "OUT" -> folder.resolve("out").toString();
                        case "EMPTY" ->
                                Files.writeString(folder.resolve("empty.yaml"), "").toString();
                        default -> arg;
                    });
        }
        return args;
    }

    /** With -v, and only then, the trace is shown before them. */
    @Test
    void verboseShowsTheTrace() throws IOException {
        List<String> args = arguments("detect --input absent --output OUT");
        args.add("-v");
        Run run = run(args);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).anyMatch(line -> line.startsWith("\tat "));
        assertThat(run.err().get(run.err().size() - 1)).startsWith("try: ");
    }

    private static void assertTwoLines(Run run, String word) {
        assertThat(run.code()).as(String.join("\n", run.err())).isEqualTo(2);
        assertThat(run.err()).hasSize(2);
        assertThat(run.err().get(0)).startsWith("touchline: ").contains(word);
        assertThat(run.err().get(1)).startsWith("try: ").hasSizeGreaterThan(10);
    }

    private Path log() throws IOException {
        return Files.writeString(
                folder.resolve("conn.log"),
                "{\"ts\":1650000000.5,\"uid\":\"C1\",\"id.orig_h\":\"10.0.0.5\",\"id.orig_p\":5,"
                        + "\"id.resp_h\":\"10.0.0.9\",\"id.resp_p\":443,\"proto\":\"tcp\","
                        + "\"conn_state\":\"SF\"}\n");
    }
}

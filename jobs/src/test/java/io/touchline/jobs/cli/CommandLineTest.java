// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Wrong use and bad input: the exit codes of the contract, one line of cause, one of cure. */
class CommandLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CONN_LINE =
            "{\"ts\":%d.5,\"uid\":\"C%d\",\"id.orig_h\":\"10.0.0.5\",\"id.orig_p\":5000,"
                    + "\"id.resp_h\":\"10.0.0.9\",\"id.resp_p\":445,\"proto\":\"tcp\","
                    + "\"duration\":1.0,\"orig_bytes\":10,\"resp_bytes\":10,\"conn_state\":\"SF\","
                    + "\"history\":\"ShADad\"}\n";

    @TempDir Path folder;

    private record Run(int code, String err) {}

    private Run run(String... args) {
        StringWriter err = new StringWriter();
        CommandLine line = Touchline.commandLine();
        line.setErr(new PrintWriter(err, true));
        return new Run(line.execute(args), err.toString());
    }

    @Test
    void wrongUsageIsTwoLinesAndExitsWithTwo() {
        for (String[] args :
                List.of(
                        new String[] {"detect"},
                        new String[] {"detect", "--input", "x"},
                        new String[] {"dance"},
                        new String[] {"detect", "--input", "x", "--output", "y", "--colour", "red"},
                        new String[] {"explain"})) {
            Run run = run(args);
            assertThat(run.code()).as(Arrays.toString(args)).isEqualTo(2);
            assertThat(run.err().lines()).as(Arrays.toString(args)).hasSize(2);
        }
    }

    @Test
    void inputThatCannotBeUsedExitsWithTwo() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        Files.writeString(folder.resolve("note.txt"), "nothing of interest\n");
        for (String input : List.of("absent", "empty", "note.txt")) {
            Run run = detect(folder.resolve(input));
            assertThat(run.code()).as(input).isEqualTo(2);
            assertThat(run.err().lines().toList()).as(input).hasSize(2);
            assertThat(run.err()).startsWith("touchline: ").contains("\ntry: ");
            assertThat(run.err()).doesNotContain("\tat ");
        }
    }

    @Test
    void wrongOptionsExitWithTwo() throws IOException {
        Path logs = logs("conn.log", 10);
        Path config = Files.writeString(folder.resolve("c.yaml"), "venue.sight: x\n");
        Path calendar =
                Files.writeString(folder.resolve("c.ics"), "BEGIN:VCALENDAR\nEND:VCALENDAR\n");
        assertThat(detect(logs, "--config", config.toString()).code()).isEqualTo(2);
        assertThat(detect(logs, "--calendar", calendar.toString()).code()).isEqualTo(2);
        assertThat(detect(logs, "--calendar", "absent.ics").code()).isEqualTo(2);
        assertThat(detect(logs, "--parallelism", "0").code()).isEqualTo(2);
        assertThat(run("explain", "x", "--input", folder.toString()).code()).isEqualTo(2);
    }

    @Test
    void runSaysWhatItLacks() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.yaml"), "");
        Path nobody = Files.writeString(folder.resolve("n.yaml"), "kafka.bootstrap: localhost:1\n");
        for (String[] args :
                List.of(
                        new String[] {"run", "all", "--config", empty.toString()},
                        new String[] {"run", "everything", "--config", empty.toString()},
                        new String[] {"run", "detection", "--config", nobody.toString()})) {
            Run run = run(args);
            assertThat(run.code()).as(Arrays.toString(args)).isEqualTo(2);
            assertThat(run.err().lines()).as(run.err()).hasSize(2);
        }
    }

    @Test
    void aRelativeOutputFolderWorks() throws IOException {
        Path logs = logs("conn.log", 50);
        Path output = Path.of("target/relative-out");
        Run run = run("detect", "--input", logs.toString(), "--output", output.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        assertThat(output.resolve("summary.json")).exists();
    }

    @Test
    void badRecordsAndFilesCostNothingElse() throws IOException {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        Files.writeString(logs.resolve("conn.log"), conn(100) + "{\"ts\":1650000000.1,\"uid\":\n");
        Files.write(logs.resolve("photo.bin"), new byte[] {0, 1, 2, 3, 0, 0, 9});
        Files.writeString(logs.resolve("ledger.jsonl"), "{\"ledger\":\"touchline\"}\n");
        byte[] packed = gzip("#separator \\x09\n" + "x".repeat(20_000));
        Files.write(logs.resolve("dns.log.gz"), Arrays.copyOf(gzip(conn(2_000)), 9_000));
        Files.write(logs.resolve("weird.log.gz"), packed);

        Run run = detect(logs);

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        JsonNode summary = JSON.readTree(folder.resolve("out/summary.json").toFile());
        for (JsonNode source : summary.path("sources")) {
            assertThat(source.path("read").asLong())
                    .isEqualTo(
                            source.path("used").asLong()
                                    + source.path("duplicate").asLong()
                                    + source.path("late").asLong()
                                    + source.path("dead").asLong()
                                    + source.path("refused").asLong());
        }
        assertThat(summary.path("sources").path("zeek.conn").path("used").asLong())
                .isGreaterThanOrEqualTo(100);
        List<String> letters = Files.readAllLines(folder.resolve("out/dead-letters.jsonl"));
        assertThat(letters).anyMatch(l -> l.contains("\"malformed\""));
        assertThat(letters).anyMatch(l -> l.contains("\"truncated-file\""));
        assertThat(summary.path("not_recognised").toString())
                .contains("photo.bin")
                .contains("a ledger of planted attacks is not telemetry");
        for (String file :
                List.of("findings.jsonl", "incidents.jsonl", "responses.jsonl", "summary.json")) {
            assertThat(folder.resolve("out").resolve(file)).exists();
        }
        assertThat(folder.resolve("out/.touchline")).doesNotExist();
    }

    @Test
    void aFileCannotBeTheOutputFolder() throws IOException {
        Path logs = logs("conn.log", 10);
        Path file = Files.writeString(folder.resolve("taken"), "x");
        Run run = run("detect", "--input", logs.toString(), "--output", file.toString());
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("could not write to");
    }

    private Run detect(Path input, String... more) {
        String[] args = {
            "detect", "--input", input.toString(), "--output", folder.resolve("out").toString()
        };
        String[] all = Arrays.copyOf(args, args.length + more.length);
        System.arraycopy(more, 0, all, args.length, more.length);
        return run(all);
    }

    private Path logs(String name, int rows) throws IOException {
        return Files.writeString(folder.resolve(name), conn(rows));
    }

    private static String conn(int rows) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            text.append(String.format(CONN_LINE, 1_650_000_000L + i * 60L, i));
        }
        return text.toString();
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            // little compression, so that a cut leaves readable lines before it
            for (int i = 0; i < bytes.length; i += 512) {
                zip.write(bytes, i, Math.min(512, bytes.length - i));
                zip.flush();
            }
        }
        return out.toByteArray();
    }
}

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
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the README says of training: backfill, detect --from, baseline show, and refusals. */
class TrainedCommandsITCase {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long START = 1_700_000_000;
    private static final String ROW =
            "{\"_path\":\"conn\",\"ts\":%d.5,\"uid\":\"C%d\",\"id.orig_h\":\"10.0.0.7\","
                    + "\"id.orig_p\":5000,\"id.resp_h\":\"10.0.0.9\",\"id.resp_p\":445,"
                    + "\"proto\":\"tcp\",\"duration\":1.0,\"orig_bytes\":10,"
                    + "\"resp_bytes\":10,\"conn_state\":\"SF\"}\n";

    @TempDir Path folder;

    private record Run(int code, String out, String err) {}

    @Test
    void trainsGoesOnAndShowsWhatIsNormal() throws IOException {
        Path trained = folder.resolve("trained");
        Run backfill = run("backfill", "--input", rows("past.log", 0, 300), "--output", trained);
        assertThat(backfill.code()).as(backfill.err()).isZero();
        assertThat(backfill.out())
                .contains("trained on 300 records up to 2023-11-15T03:12:21.500Z");
        assertThat(trained.resolve(".touchline")).doesNotExist();
        assertThat(fates(trained, "pending")).isEqualTo(1);

        // the last ten of the archive come again
        Path out = folder.resolve("out");
        Run detect =
                run(
                        "detect",
                        "--input",
                        rows("now.log", 290, 60),
                        "--from",
                        trained,
                        "--output",
                        out);
        assertThat(detect.code()).as(detect.err()).isZero();
        assertThat(fates(out, "read")).isEqualTo(61);
        assertThat(fates(out, "carried")).isEqualTo(1);
        assertThat(fates(out, "used")).isEqualTo(51);
        assertThat(fates(out, "duplicate")).isEqualTo(10);

        Run show = run("baseline", "show", "10.0.0.7", "--from", trained);
        assertThat(show.code()).as(show.err()).isZero();
        assertThat(show.out())
                .contains("device:venue:10.0.0.7", "device in zone", "299 interactions")
                .contains("57.4 in an hour", "inner service");
    }

    @Test
    void aBackfillThatFailsLeavesTheEarlierOneAlone() throws IOException {
        Path trained = folder.resolve("trained");
        String log = rows("past.log", 0, 50);
        assertThat(run("backfill", "--input", log, "--output", trained).code()).isZero();

        Run failed = run("backfill", "--input", folder.resolve("absent"), "--output", trained);

        assertThat(failed.code()).isEqualTo(2);
        assertThat(run("baseline", "show", "10.0.0.7", "--from", trained).code()).isZero();
        assertThat(
                        run(
                                        "detect",
                                        "--input",
                                        rows("now.log", 50, 5),
                                        "--from",
                                        trained,
                                        "--output",
                                        folder.resolve("out"))
                                .code())
                .isZero();
    }

    @Test
    void whatDoesNotFitExitsWithTwo() throws IOException {
        String log = rows("past.log", 0, 50);
        Path trained = folder.resolve("trained");
        assertThat(run("backfill", "--input", log, "--output", trained).code()).isZero();

        refused(
                run("baseline", "show", "nobody", "--from", trained),
                "nothing in " + trained + " goes by this name");
        refused(run("baseline", "show", "nobody", "--from", folder), "there is no savepoint");
        refused(
                run("detect", "--input", log, "--from", folder, "--output", folder.resolve("o")),
                "there is no savepoint");
        Path casino = Files.writeString(folder.resolve("c.yaml"), "venue: {site: casino}\n");
        refused(
                run(
                        "detect",
                        "--input",
                        log,
                        "--from",
                        trained,
                        "--config",
                        casino,
                        "--output",
                        folder.resolve("o")),
                "trained for venue.site venue, not casino");
    }

    private static void refused(Run run, String cause) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err()).startsWith("touchline: ").contains(cause).contains("\ntry: ");
    }

    private Run run(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Touchline.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        return new Run(line.execute(words), out.toString(), err.toString());
    }

    /** One connection a minute. */
    private String rows(String name, int from, int count) throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int i = from; i < from + count; i++) {
            rows.append(String.format(Locale.ROOT, ROW, START + i * 60L, i));
        }
        return Files.writeString(folder.resolve(name), rows).toString();
    }

    private static long fates(Path output, String fate) throws IOException {
        JsonNode summary = JSON.readTree(output.resolve("summary.json").toFile());
        return summary.path("sources").path("zeek.conn").path(fate).asLong();
    }
}

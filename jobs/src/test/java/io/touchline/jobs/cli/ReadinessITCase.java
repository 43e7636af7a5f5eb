// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.testkit.GeographyDatabase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What readiness says of telemetry, of what backfill learnt, and of nothing. */
class ReadinessITCase {
    private static final long START = 1_700_000_000; // 2023-11-14T22:13:20Z
    private static final String ROW =
            "{\"_path\":\"conn\",\"ts\":%d.5,\"uid\":\"C%d\",\"id.orig_h\":\"10.0.0.%d\","
                    + "\"id.orig_p\":5000,\"id.resp_h\":\"10.0.0.9\",\"id.resp_p\":%d,"
                    + "\"proto\":\"tcp\",\"duration\":1.0,\"orig_bytes\":10,"
                    + "\"resp_bytes\":10,\"conn_state\":\"SF\"}\n";

    @TempDir Path folder;

    private record Run(int code, String out, String err) {}

    @Test
    void saysWhatIsMatureWhatWasNeverMetAndWhatIsBlind() throws IOException {
        // 10.0.0.7 and the server that it asks are active in 30 hours, 10.0.0.8 in two
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            rows.append(String.format(Locale.ROOT, ROW, START + i * 1_800L, i, 7, 445));
        }
        for (int i = 60; i < 62; i++) {
            rows.append(String.format(Locale.ROOT, ROW, START + i * 1_800L, i, 8, 445));
        }
        Path conn = Files.writeString(folder.resolve("conn.log"), rows);
        Path calendar =
                Files.writeString(
                        folder.resolve("events.ics"),
                        """
                        BEGIN:VCALENDAR
                        VERSION:2.0
                        PRODID:test
                        BEGIN:VEVENT
                        UID:1
                        DTSTAMP:20231101T000000Z
                        SUMMARY:DOORS
                        DTSTART:20231115T100000Z
                        DTEND:20231115T113000Z
                        END:VEVENT
                        BEGIN:VEVENT
                        UID:2
                        DTSTAMP:20231101T000000Z
                        SUMMARY:LIVE
                        DTSTART:20231215T113000Z
                        DTEND:20231215T133000Z
                        END:VEVENT
                        END:VCALENDAR
                        """
                                .replace("\n", "\r\n"));

        Run run = run("readiness", "--input", conn, "--calendar", calendar);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .contains(
                        "Learnt from 2023-11-14 22:13 UTC to 2023-11-16 04:13 UTC, 1.3 days.",
                        "resident device 3 2 67 %",
                        "DOORS 1 1.5",
                        "LIVE never 0.0",
                        "EGRESS never 0.0",
                        "zeek.conn 62")
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .startsWith("- novelty, first master: needs one of zeek."))
                .noneSatisfy(line -> assertThat(line).contains("first inner service"))
                .noneSatisfy(line -> assertThat(line).startsWith("- phases:"));
    }

    @Test
    void looksIntoWhatBackfillLearnt() throws IOException {
        Path conn =
                Files.writeString(
                        folder.resolve("conn.log"),
                        String.format(Locale.ROOT, ROW, START, 1, 7, 445)
                                + String.format(Locale.ROOT, ROW, START + 60, 2, 7, 445));
        Path trained = folder.resolve("trained");
        assertThat(run("backfill", "--input", conn, "--output", trained).code()).isZero();

        Run run = run("readiness", "--from", trained);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out().lines().map(line -> line.replaceAll(" +", " ").strip()))
                .contains("resident device 2 0 0 %", "zeek.conn 2")
                .contains("- phases: no calendar is given, so every day is business as usual")
                .anyMatch(line -> line.startsWith("- no geography database: country and network"));

        GeographyDatabase.both()
                .country("203.0.113.0/24", "DE")
                .writeTo(folder.resolve("geo.mmdb"));
        Path config = Files.writeString(folder.resolve("geo.yaml"), "geo.path: geo.mmdb\n");
        Run seeing = run("readiness", "--from", trained, "--config", config);

        assertThat(seeing.code()).as(seeing.err()).isZero();
        assertThat(seeing.out()).doesNotContain("geography");
    }

    @Test
    void whatCannotBeLookedIntoExitsWithTwo() throws IOException {
        refused(run("readiness"), "kafka.checkpoints is not set");
        refused(run("readiness", "--from", folder), "there is no savepoint");
        Path config =
                Files.writeString(
                        folder.resolve("t.yaml"),
                        "kafka: {bootstrap: 'localhost:1', checkpoints: none-here}\n");
        refused(run("readiness", "--config", config), "there is no checkpoint of detection");
        refused(
                run("readiness", "--from", folder, "--input", folder),
                "could not use --input and --from together");
    }

    private static void refused(Run run, String cause) {
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err()).startsWith("touchline: ").contains(cause).contains("\ntry: ");
    }

    private static Run run(Object... args) {
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
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** A source on trial: mapped records beside their raw form, refusals by reason. */
@ResourceLock(Resources.SYSTEM_OUT)
class SourceCommandTest {
    private static final String BADGE = "../docs/examples/badge.yaml";

    @TempDir Path folder;

    @Test
    void showsFiveRecordsAndCountsTheRest() throws Exception {
        StringBuilder doors = new StringBuilder();
        for (int i = 10; i < 18; i++) {
            doors.append(door("2026-05-16 18:02:" + i, "lena")).append('\n');
        }
        doors.append(door("half past six", "lena")).append('\n').append(door("", "lena"));
        Files.writeString(folder.resolve("doors.jsonl"), doors);
        Files.writeString(folder.resolve("scans.csv"), "a,b,c\n1,2,3\n");

        Said said = run(BADGE);

        assertThat(said.code).isZero();
        assertThat(said.out)
                .contains("8 records mapped to badge, 2 refused, 0 of other logs")
                .contains("  1  bad-time: time is no time: half past six")
                .contains("not read: ")
                .contains("scans.csv");
        assertThat(said.out.lines().filter(it -> it.contains("account:venue:lena -> ")))
                .hasSize(5)
                .first()
                .asString()
                .isEqualTo(
                        "    2026-05-16T16:02:10Z  account:venue:lena -> host:venue:b1"
                                + "  ot log-on success");
    }

    @Test
    void saysWhyNothingWasMapped() throws Exception {
        Files.writeString(
                folder.resolve("conn.log"),
                "{\"_path\":\"conn\",\"ts\":1778947331.0,\"uid\":\"C1\",\"id.orig_h\":\"10.0.0.5\","
                        + "\"id.orig_p\":1,\"id.resp_h\":\"10.0.0.9\",\"id.resp_p\":2,"
                        + "\"proto\":\"tcp\",\"conn_state\":\"SF\"}\n");

        Said said = run(BADGE);

        assertThat(said.code).isEqualTo(2);
        assertThat(said.err)
                .contains("could not map a record to badge: they are records of zeek.conn")
                .contains("try: compare recognise, named, format and when with a record");
    }

    @Test
    void aWrongFileIsRefusedWithItsLine() throws Exception {
        Path wrong =
                Files.writeString(
                        folder.resolve("wrong.yaml"),
                        Files.readString(Path.of(BADGE)).replace("channel: ot", "channel: doors"));
        Said said = run(wrong.toString());
        assertThat(said.code).isEqualTo(2);
        assertThat(said.err).contains("line 9: channel must be one of").doesNotContain("\tat ");
    }

    @Test
    void detectReadsADeclaredSource() throws Exception {
        Path telemetry = Files.createDirectories(folder.resolve("telemetry"));
        StringBuilder doors = new StringBuilder();
        for (int i = 10; i < 40; i++) {
            doors.append(door("2026-05-16 18:02:" + i, "lena")).append('\n');
        }
        Files.writeString(telemetry.resolve("doors.jsonl"), doors);
        Path config =
                Files.writeString(
                        folder.resolve("touchline.yaml"),
                        "sources: {declared: [\"" + Path.of(BADGE).toAbsolutePath() + "\"]}\n");
        Path output = folder.resolve("out");
        int code =
                Touchline.commandLine()
                        .execute(
                                "detect",
                                "--input",
                                telemetry.toString(),
                                "--output",
                                output.toString(),
                                "--config",
                                config.toString());
        assertThat(code).isZero();
        assertThat(
                        new ObjectMapper()
                                .readTree(output.resolve("summary.json").toFile())
                                .at("/sources/badge/used")
                                .asInt())
                .isEqualTo(30);
    }

    private static String door(String time, String holder) {
        return "{\"vendor\":\"acme-door\",\"time\":\""
                + time
                + "\",\"holder\":\""
                + holder
                + "\",\"door\":\"B1\",\"result\":\"granted\"}";
    }

    private record Said(int code, String out, String err) {}

    private Said run(String source) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StringWriter err = new StringWriter();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            int code =
                    Touchline.commandLine()
                            .setErr(new PrintWriter(err, true))
                            .execute("source", source, "--input", folder.toString());
            return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString());
        } finally {
            System.setOut(before);
        }
    }
}

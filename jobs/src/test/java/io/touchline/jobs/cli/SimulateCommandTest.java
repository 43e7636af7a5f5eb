// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SimulateCommandTest {
    @TempDir Path folder;

    private final StringWriter err = new StringWriter();

    private int simulate(String... args) {
        CommandLine line = Touchline.commandLine();
        line.setErr(new PrintWriter(err, true));
        return line.execute(
                Stream.concat(Stream.of("simulate"), Stream.of(args)).toArray(String[]::new));
    }

    @Test
    void playsAScenarioOfTheUser() throws Exception {
        Path mine =
                Files.writeString(
                        folder.resolve("mine.yaml"),
                        """
                        about: two beats of a beacon
                        rhythm: {days: 1}
                        noise: {duplicates: 0.01}
                        attack:
                          - means: beacon
                            entity: OFFICE-PC-03
                            time: "10:00"
                            with: {every: 60s, jitter: 0, missed: 0, for: 2m, host: c2.example}
                        """);
        Path out = folder.resolve("out");

        assertThat(simulate("--scenario-file", mine.toString(), "--output", out.toString()))
                .as(err.toString())
                .isZero();

        assertThat(out.resolve("calendar.ics")).content().contains("SUMMARY:DOORS");
        assertThat(out.resolve("venue.yaml")).content().contains("mail-domains");
        assertThat(Files.readAllLines(out.resolve("ledger.jsonl")))
                .hasSizeGreaterThan(1)
                .element(1)
                .asString()
                .contains("\"stage\":\"command-and-control\"", "OFFICE-PC-03", "c2.example");
        assertThat(Files.readAllLines(out.resolve("zeek/ssl.log")))
                .filteredOn(row -> row.contains("\"server_name\":\"c2.example\""))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--scenario none                                 | no --output         | folder",
                "--output OUT                                    | choose a scenario   | --list",
                "--output OUT --scenario no-such                 | 'no-such'           | --list",
                "--output OUT --scenario none --size huge        | no size 'huge'      | stadium",
                "--output OUT --scenario none --days 0           | 0 days              | 400",
                "--output OUT --scenario-file OUT/none.yaml      | no file             | name a",
                "--output OUT --scenario none --without-last 5   | leave out 5 of 5    | fewer",
                "--output OUT --scenario none --into OUT/none    | no folder           | Zeek",
                "--output OUT --scenario none --into FOLDER      | or within           | new folder",
            })
    void whatCannotBePlayedIsRefused(String args, String cause, String cure) {
        String given =
                args.strip()
                        .replace("OUT", folder.resolve("none").toString())
                        .replace("FOLDER", folder.toString());

        assertThat(simulate(given.split(" ", -1))).isEqualTo(2);

        assertThat(err.toString().lines().toList()).hasSize(2);
        assertThat(err.toString().lines().findFirst().orElseThrow()).contains(cause.strip());
        assertThat(err.toString()).contains("try: ").contains(cure.strip());
    }

    @Test
    void theSizeIsThatOfTheScenarioUnlessTheCommandLineNamesOne() throws Exception {
        Path mine =
                Files.writeString(
                        folder.resolve("mine.yaml"),
                        "venue: {size: arena}\nrhythm: {days: 1}\nattack: []");
        Path asked = folder.resolve("asked");

        assertThat(
                        simulate(
                                "--scenario-file",
                                mine.toString(),
                                "--size",
                                "small",
                                "--output",
                                asked.toString()))
                .isZero();
        assertThat(asked.resolve("ledger.jsonl")).content().contains("\"size\":\"small\"");
        Files.writeString(mine, "venue: {size: tiny}\nattack: []");
        assertThat(
                        simulate(
                                "--scenario-file",
                                mine.toString(),
                                "--output",
                                folder.resolve("no").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no size 'tiny' of venue");
    }

    @Test
    void plantsIntoRecordedLogsAndLeavesThemAsTheyWere() throws Exception {
        Path recorded = Files.createDirectories(folder.resolve("recorded"));
        StringBuilder ssl = new StringBuilder("#fields\tts\tuid\tid.orig_h\tid.resp_h\n");
        for (int i = 0; i < 100; i++) {
            ssl.append(1_655_000_000 + i * 600)
                    .append(".000000\tC")
                    .append(i)
                    .append("\t10.1.1.7\t93.184.216.34\n");
        }
        Files.writeString(recorded.resolve("ssl.log"), ssl);
        Path out = folder.resolve("out");

        assertThat(
                        simulate(
                                "--scenario",
                                "jittered-beacon",
                                "--into",
                                recorded.toString(),
                                "--output",
                                out.toString()))
                .as(err.toString())
                .isZero();

        assertThat(recorded.resolve("ssl.log")).hasContent(ssl.toString());
        assertThat(Files.readAllLines(out.resolve("ssl.log"))).hasSizeGreaterThan(200);
        assertThat(out.resolve("ledger.jsonl")).content().contains("\"size\":\"recorded\"");
    }

    @Test
    void anEntityThatIsNotThereIsRefused() throws Exception {
        Path mine =
                Files.writeString(
                        folder.resolve("mine.yaml"),
                        "attack: [{means: beacon, entity: nobody, time: doors}]");
        String out = folder.resolve("out").toString();

        assertThat(simulate("--scenario-file", mine.toString(), "--output", out)).isEqualTo(2);

        assertThat(err.toString()).contains("nobody called 'nobody'").contains("try: ");
    }
}

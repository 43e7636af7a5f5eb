// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.touchline.operators.logs.Event;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Interaction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads the sample telemetry that lies beside the repository; skipped where it does not. */
class RealTelemetryTest {
    private static final Path DATA = data();

    /** Counts of one folder. */
    private static final class Tally {
        final Map<String, Integer> recognised = new TreeMap<>();
        final Map<String, Integer> events = new TreeMap<>();
        final Map<String, Integer> interactions = new TreeMap<>();
        final Map<String, Integer> dead = new TreeMap<>();
        int records;
        int broken;
        int outcomes;

        @Override
        public String toString() {
            return records
                    + " records, "
                    + broken
                    + " broken files\n  files "
                    + recognised
                    + "\n  events "
                    + events
                    + "\n  interactions "
                    + interactions
                    + "\n  dead "
                    + dead;
        }
    }

    @BeforeAll
    static void needsTheSamples() {
        assumeTrue(Files.isDirectory(DATA), "sample telemetry is absent: " + DATA);
    }

    @Test
    void tsvAndJsonOfRitaGiveTheSameEvents() throws IOException {
        List<Event> tsv = events(DATA.resolve("network/rita/valid_tsv/http.log.gz"));
        List<Event> json = events(DATA.resolve("network/rita/valid_json/http.log.gz"));
        assertThat(tsv).hasSize(27_204);
        same(tsv, json);
    }

    @Test
    void tsvAndJsonOfTheExerciseGiveTheSameEvents() throws IOException {
        for (String log :
                List.of(
                        "dns",
                        "ssl",
                        "modbus",
                        "kerberos",
                        "ssh",
                        "rdp",
                        "ntlm",
                        "smtp",
                        "smb_mapping",
                        "smb_files",
                        "weird",
                        "notice")) {
            Path folder = DATA.resolve("network/wrccdc-2018");
            List<Event> tsv = events(folder.resolve("zeek-default/" + log + ".log.gz"));
            List<Event> json = events(folder.resolve("zeek-json/" + log + ".json.gz"));
            System.out.println("wrccdc " + log + ": " + tsv.size());
            same(tsv, json);
        }
    }

    @Test
    void knownFoldersGiveKnownCounts() throws IOException {
        Tally rita = tally(DATA.resolve("network/rita/missing_host"));
        assertThat(rita.events)
                .containsEntry("zeek.conn", 105_918)
                .containsEntry("zeek.http", 18_829)
                .containsEntry("zeek.dns", 5_432);
        Tally mail = tally(DATA.resolve("email/spamassassin"));
        assertThat(mail.events).containsEntry("email.trace", 5_982);
        // 62 mails are dated in the years 100 to 103, two have no date
        assertThat(mail.dead)
                .containsEntry("email.trace bad-time", 62)
                .containsEntry("email.trace no-time", 2);
    }

    @Test
    void goldenLogsOfIcsnppGiveExactlyTheExpectedInteractions() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        FrameDecoder decoder = new FrameDecoder(DecodeOptions.defaults());
        TestingDecodeOutput out = new TestingDecodeOutput();
        try (Stream<Path> files = Files.walk(DATA.resolve("ot/icsnpp"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                decodeWithTimes(file, decoder, out);
            }
        }
        assertThat(out.letters).isEmpty();
        for (Event event : out.events) {
            if (!event.interactions().isEmpty()) {
                Interaction first = event.interactions().get(0);
                if (first.channel() == Channel.OT) {
                    String log = event.source().substring("zeek.".length());
                    counts.merge(log + " " + first.attribute(Attribute.FUNCTION), 1, Integer::sum);
                }
            }
        }
        assertThat(counts).isEqualTo(expectedOfIcsnpp());
    }

    private static Map<String, Integer> expectedOfIcsnpp() throws IOException {
        Map<String, Integer> expected = new TreeMap<>();
        Path file = Path.of("src/test/resources/icsnpp-interactions.txt");
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("#")) {
                int gap = line.indexOf(' ');
                expected.put(line.substring(gap + 1), Integer.valueOf(line.substring(0, gap)));
            }
        }
        return expected;
    }

    /** The golden logs mask their times. */
    private static void decodeWithTimes(Path file, FrameDecoder decoder, DecodeOutput out)
            throws IOException {
        try (FileFramer framer = FileFramer.open(file, file.toString())) {
            for (FileFramer.RawRecord record = framer.next();
                    record != null;
                    record = framer.next()) {
                String row = new String(record.bytes(), StandardCharsets.UTF_8);
                int mask = row.indexOf("XXXXXXXXXX.XXXXXX");
                String timed =
                        mask < 0 || mask > 1 ? row : "1700000000.5" + row.substring(mask + 17);
                byte[] bytes = timed.getBytes(StandardCharsets.UTF_8);
                decoder.decode(
                        new Frame(
                                file.toString(),
                                -1,
                                record.line(),
                                WriteTime.ofFile(record.format(), bytes),
                                record.format(),
                                bytes,
                                false),
                        out);
            }
        }
    }

    private static void same(List<Event> tsv, List<Event> json) {
        assertThat(json).hasSameSizeAs(tsv);
        int differing = 0;
        for (int i = 0; i < tsv.size(); i++) {
            Interaction[] one = normal(tsv.get(i));
            Interaction[] other = normal(json.get(i));
            if (!Arrays.equals(one, other)) {
                differing++;
                if (differing < 4) {
                    System.out.println(List.of(one) + "\n" + List.of(other));
                }
            }
        }
        assertThat(differing).isZero();
    }

    private static Interaction[] normal(Event event) {
        return event.interactions().stream()
                .map(
                        each ->
                                new Interaction(
                                        each.source(),
                                        0,
                                        each.when(),
                                        each.until(),
                                        each.idHigh(),
                                        each.idLow(),
                                        each.channel(),
                                        each.action(),
                                        each.outcome(),
                                        each.acts(),
                                        each.entity(),
                                        each.entityName(),
                                        each.peer(),
                                        each.peerName(),
                                        each.zoneEntity(),
                                        each.zonePeer(),
                                        each.measures(),
                                        each.attributes(),
                                        each.links(),
                                        ""))
                .toArray(Interaction[]::new);
    }

    private static List<Event> events(Path file) throws IOException {
        TestingDecodeOutput out = new TestingDecodeOutput();
        FrameDecoder decoder = new FrameDecoder(DecodeOptions.defaults());
        try (FileFramer framer = FileFramer.open(file, file.toString())) {
            for (FileFramer.RawRecord record = framer.next();
                    record != null;
                    record = framer.next()) {
                decoder.decode(frame(file, record), out);
            }
        }
        assertThat(out.letters).isEmpty();
        assertThat(out.events).isNotEmpty();
        return new ArrayList<>(out.events);
    }

    private static Frame frame(Path file, FileFramer.RawRecord record) {
        long written = WriteTime.ofFile(record.format(), record.bytes());
        return new Frame(
                file.toString(),
                -1,
                record.line(),
                written,
                record.format(),
                record.bytes(),
                false);
    }

    private static Tally tally(Path folder) throws IOException {
        Tally tally = new Tally();
        FrameDecoder decoder = new FrameDecoder(DecodeOptions.defaults());
        DecodeOutput out =
                new DecodeOutput() {
                    @Override
                    public void event(Event event) {
                        tally.outcomes++;
                        tally.events.merge(event.source(), 1, Integer::sum);
                        tally.interactions.merge(
                                event.source(), event.interactions().size(), Integer::sum);
                    }

                    @Override
                    public void dead(DeadLetter letter) {
                        tally.outcomes++;
                        String key = letter.source() + " " + letter.reason().key();
                        if (tally.dead.merge(key, 1, Integer::sum) < 3) {
                            System.out.println("    " + key + ": " + letter.detail());
                        }
                        assertThat(letter.detail()).doesNotStartWith("unforeseen");
                    }
                };
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .sorted()
                    .forEach(file -> read(file, decoder, out, tally));
        }
        return tally;
    }

    private static void read(Path file, FrameDecoder decoder, DecodeOutput out, Tally tally) {
        try (FileFramer framer = FileFramer.open(file, file.toString())) {
            FileFramer.Recognition recognition = framer.recognition();
            tally.recognised.merge(recognition.kind() + " " + recognition.log(), 1, Integer::sum);
            try {
                for (FileFramer.RawRecord record = framer.next();
                        record != null;
                        record = framer.next()) {
                    tally.records++;
                    decoder.decode(frame(file, record), out);
                }
            } catch (IOException e) {
                tally.broken++;
                System.out.println("    broken: " + file + ": " + e.getMessage());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path data() {
        Path at = Path.of("").toAbsolutePath();
        while (at != null && !Files.isDirectory(at.resolve("shared/data"))) {
            at = at.getParent();
        }
        return (at == null ? Path.of("..", "..") : at).resolve("shared/data");
    }
}

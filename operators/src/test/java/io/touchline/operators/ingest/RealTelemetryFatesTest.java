// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.touchline.operators.logs.Event;
import io.touchline.operators.logs.Log;
import io.touchline.operators.logs.Logs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of every record of the sample telemetry; skipped where that is absent. */
class RealTelemetryFatesTest {
    private static final Path DATA = RealTelemetryTest.data();

    /** Parsers' golden logs have their times masked; those rows get one. */
    private static final String MASK = "XXXXXXXXXX.XXXXXX";

    private static final String TIME = "1700000000.5";

    private final Map<String, Integer> dead = new TreeMap<>();
    private final Map<String, Integer> silent = new TreeMap<>();
    private final Map<String, Integer> told = new TreeMap<>();
    private final List<String> unrecognised = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private int records;
    private int outcomes;

    @BeforeAll
    static void needsTheSamples() {
        assumeTrue(Files.isDirectory(DATA), "sample telemetry is absent: " + DATA);
    }

    /** Of no log, and so named and never guessed: texts, lists, series, and other products. */
    private static final List<String> OF_NO_LOG =
            List.of(
                    "email/email-eu-temporal/email-Eu-core-temporal-Dept1.first10000.txt",
                    "email/spamassassin/messages.labels.csv",
                    "network/rita/go.mod",
                    "network/rita/missing_host/README",
                    "network/slips/test1-malicious.nfdump", // binary: the cure is nfdump -o csv
                    "network/zat/data/top_domains_1k.csv",
                    // a pointer to a file that was left out
                    "ot/4sics-and-ics-logs/Additional Captures/4SICS-GeekLounge-151022/conn.log",
                    "ot/4sics-and-ics-logs/Additional Captures/4sics.txt",
                    "ot/4sics-and-ics-logs/AdditionalNotes.txt",
                    "ot/batadal/BATADAL_dataset03.csv",
                    "ot/batadal/BATADAL_dataset04.csv",
                    "saas/msticpy/docs/notebooks/data/AWS_Honeybucket_Logs.txt",
                    "saas/msticpy/docs/notebooks/data/TimeSeriesDemo.csv",
                    "saas/msticpy/docs/notebooks/data/alertlist.csv",
                    "saas/msticpy/docs/notebooks/data/az_net_flows.csv",
                    "saas/plaso/test_data/googlelog_test.INFO",
                    "saas/plaso/test_data/jsonl/gcp_logging.jsonl",
                    "saas/plaso/test_data/suricata_alert_fast.log");

    @Test
    void everyRecordHasTheFateThatItShouldHave() {
        Stream.of("network", "ot", "saas", "email")
                .flatMap(folder -> walk(DATA.resolve(folder)))
                .filter(Files::isRegularFile)
                .sorted()
                .forEach(this::read);
        System.out.println(records + " records\n told " + told + "\n silent " + silent);
        System.out.println(" dead " + dead);
        assertThat(records).isEqualTo(721_117);
        assertThat(outcomes).isEqualTo(records);
        assertThat(unrecognised).isEqualTo(OF_NO_LOG);
        // cut short in mid-row, cut short in mid-object, a row of an older form, a broken archive
        assertThat(dead)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "email.trace bad-time", 62,
                                "email.trace no-time", 2,
                                "zeek.conn malformed", 3,
                                "zeek.http malformed", 1,
                                "zeek.notice malformed", 1));
        assertThat(broken).containsExactly("network/zat/data/http.log.corrupt.gz");
        assertThat(silent.keySet())
                .allSatisfy(log -> assertThat(Logs.named(log).silent()).as(log).isNotEmpty());
    }

    private static Stream<Path> walk(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Path file) {
        String label = DATA.relativize(file).toString();
        FrameDecoder decoder = new FrameDecoder(DecodeOptions.defaults());
        DecodeOutput out = new Fates();
        try (FileFramer framer = FileFramer.open(file, file.toString())) {
            if (framer.recognition().kind() != FileFramer.Kind.SUPPORTED) {
                if (!isNoTelemetry(label)) {
                    unrecognised.add(label);
                }
            }
            try {
                for (FileFramer.RawRecord record = framer.next();
                        record != null;
                        record = framer.next()) {
                    records++;
                    decoder.decode(frame(file, record), out);
                }
            } catch (IOException e) {
                broken.add(label);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Licences, the mails themselves, and samples whose records stand in a wrapper of a test. */
    private static boolean isNoTelemetry(String file) {
        return file.contains("LICENSE")
                || file.startsWith("email/spamassassin/raw/")
                || file.startsWith("saas/panther-events/");
    }

    private static Frame frame(Path file, FileFramer.RawRecord record) {
        byte[] bytes = record.bytes();
        String row = new String(bytes, 0, Math.min(bytes.length, 40), StandardCharsets.ISO_8859_1);
        int mask = row.indexOf(MASK);
        if (mask == 0 || mask == 1) {
            String text = new String(bytes, StandardCharsets.UTF_8);
            bytes = (TIME + text.substring(mask + MASK.length())).getBytes(StandardCharsets.UTF_8);
        }
        return new Frame(
                file.toString(),
                -1,
                record.line(),
                WriteTime.ofFile(record.format(), bytes),
                record.format(),
                bytes,
                false);
    }

    private final class Fates implements DecodeOutput {
        @Override
        public void event(Event event) {
            outcomes++;
            Log log = Logs.named(event.source());
            boolean partner = !Objects.requireNonNull(log).partner().isEmpty();
            Map<String, Integer> fate = event.interactions().isEmpty() && !partner ? silent : told;
            fate.merge(event.source(), 1, Integer::sum);
        }

        @Override
        public void dead(DeadLetter letter) {
            outcomes++;
            dead.merge(letter.source() + " " + letter.reason().key(), 1, Integer::sum);
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.touchline.operators.logs.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reads the samples of SaaS, cloud control and access logs that lie beside the repository; skipped
 * where they do not.
 */
class RealSaasTelemetryTest {
    private static final Path DATA = RealTelemetryTest.data().resolve("saas");
    private static final long LATER = 1_900_000_000_000L; // 2030-03-17
    private static final String EVENT = "\"event\": ";

    @BeforeAll
    static void needsTheSamples() {
        assumeTrue(Files.isDirectory(DATA), "sample telemetry is absent: " + DATA);
    }

    /** Cut down by hand for tests of rules: what lacks its time is refused for that. */
    @Test
    void eventsOfRulesAreReadOrRefusedForTheirTime() throws IOException {
        assertThat(wrapped("aws-cloudtrail"))
                .containsOnly(
                        entry("aws.cloudtrail", 444),
                        entry("aws.cloudtrail no-time", 15),
                        entry("aws.cloudtrail bad-time", 2)); // "redacted" and "..."
        assertThat(wrapped("okta-systemlog"))
                .containsOnly(
                        entry("okta.system", 58),
                        entry("okta.system no-time", 4),
                        entry("okta.system bad-time", 4)); // "redacted"
        assertThat(wrapped("gsuite-activityevent"))
                .containsOnly(entry("google.activity", 94), entry("google.activity no-time", 63));
        assertThat(wrapped("azure-audit"))
                .containsOnly(entry("entra.sign-in", 26), entry("entra.audit", 21));
        assertThat(wrapped("microsoft365-audit-azureactivedirectory"))
                .containsOnly(entry("m365.audit", 4));
        assertThat(wrapped("microsoft365-audit-exchange")).containsOnly(entry("m365.audit", 10));
        assertThat(wrapped("microsoft365-audit-sharepoint")).containsOnly(entry("m365.audit", 5));
    }

    @ParameterizedTest
    @CsvSource({
        "gcp-auditlog, 168",
        "gcp-httploadbalancer, 6",
        "github-audit, 101",
        "github-webhook, 76",
        "microsoftgraph-securityalertv2, 4",
        "onelogin-events, 26",
        "slack-auditlogs, 66",
        "zoom-operation, 28"
    })
    void whatIsNotReadIsClaimedByNobody(String name, int records) throws IOException {
        assertThat(wrapped(name)).containsOnly(entry("unrecognised unknown-log", records));
    }

    @Test
    void recordedAttacksAreReadToTheLastCall() throws IOException {
        Map<String, Integer> all = new TreeMap<>();
        try (Stream<Path> files =
                Files.list(DATA.resolve("stratus-cloudtrail/docs/detonation-logs"))) {
            for (Path each : files.sorted().toList()) {
                file(each).forEach((what, count) -> all.merge(what, count, Integer::sum));
            }
        }
        assertThat(all).containsOnly(entry("aws.cloudtrail", 310));
    }

    @ParameterizedTest
    @CsvSource({
        "plaso/test_data/jsonl/aws_cloudtrail.jsonl, aws.cloudtrail, 6",
        "plaso/test_data/jsonl/azure_activity_log.jsonl, azure.activity, 4",
        "plaso/test_data/jsonl/microsoft_audit_log.jsonl, m365.audit, 4",
        "plaso/test_data/azure_application_gateway_access.json, azure.application-gateway, 2",
        "plaso/test_data/aws_elb_access.log, aws.alb, 16",
        "msticpy/docs/notebooks/data/demo_exchange_data.csv, m365.audit, 1334"
    })
    void fileIsReadToItsEnd(String name, String log, int records) throws IOException {
        assertThat(file(DATA.resolve(name))).containsOnly(entry(log, records));
    }

    /** A page of alerts written for people is no log, however many records it tells of. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "msticpy/docs/notebooks/data/AWS_Honeybucket_Logs.txt",
                "plaso/test_data/jsonl/gcp_logging.jsonl",
                "plaso/test_data/googlelog_test.INFO"
            })
    void fileOfNoKnownLogGivesNothing(String name) throws IOException {
        assertThat(file(DATA.resolve(name))).isEmpty();
    }

    /** Events that lie one a line beside what a rule says of them. */
    private static Map<String, Integer> wrapped(String name) throws IOException {
        Map<String, Integer> tally = new TreeMap<>();
        Path file = DATA.resolve("panther-events").resolve(name + ".jsonl");
        for (String line : Files.readAllLines(file)) {
            String event = line.substring(line.indexOf(EVENT) + EVENT.length(), line.length() - 1);
            byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
            count(tally, new Frame("telemetry", 0, 7, LATER, "", bytes, false));
        }
        return tally;
    }

    private static Map<String, Integer> file(Path file) throws IOException {
        Map<String, Integer> tally = new TreeMap<>();
        try (FileFramer framer = FileFramer.open(file, file.getFileName().toString())) {
            for (FileFramer.RawRecord raw = framer.next(); raw != null; raw = framer.next()) {
                String name = file.getFileName().toString();
                long written = WriteTime.ofFile(raw.format(), raw.bytes());
                count(
                        tally,
                        new Frame(name, -1, raw.line(), written, raw.format(), raw.bytes(), false));
            }
        }
        return tally;
    }

    private static void count(Map<String, Integer> tally, Frame frame) {
        TestingDecodeOutput out = TestingDecodeOutput.decode(frame);
        for (Event event : out.events) {
            tally.merge(event.source(), 1, Integer::sum);
            assertThat(event.interactions()).isNotEmpty();
        }
        for (DeadLetter letter : out.letters) {
            tally.merge(letter.source() + " " + letter.reason().key(), 1, Integer::sum);
        }
    }
}

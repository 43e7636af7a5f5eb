// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.findings;

import static io.touchline.testkit.FindingFixtures.finding;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.telemetry.IpPrefix;
import io.touchline.operators.venue.Consequence;
import io.touchline.operators.venue.Members;
import io.touchline.operators.venue.VenueFile;
import io.touchline.operators.venue.VenueFunction;
import io.touchline.operators.venue.VenueRow;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class FindingsOperatorTest {
    private static final String CAMERA = EntityKeys.device(SITE, "00:40:8c:00:00:01");

    /** The text is the name of the function of 10.12.0.0/16. */
    private static VenueFile read(String text) {
        if (text.isEmpty()) {
            return VenueFile.nothing();
        }
        Members members =
                new Members(
                        List.of(Objects.requireNonNull(IpPrefix.parse("10.12.0.0/16"))),
                        List.of(),
                        List.of(),
                        List.of());
        return new VenueFile(
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new VenueFunction(
                                text,
                                members,
                                "control room",
                                "radio 1",
                                Map.of(),
                                Map.of("LIVE", Consequence.HIGH),
                                Consequence.LOW)),
                List.of());
    }

    private static TwoInputStreamOperatorTestHarness<Finding, VenueRow, FindingMessage> open(
            OperatorSubtaskState from) throws Exception {
        TwoInputStreamOperatorTestHarness<Finding, VenueRow, FindingMessage> harness =
                new TwoInputStreamOperatorTestHarness<>(
                        new FindingsOperator(SITE, 1, FindingsOperatorTest::read));
        harness.setup();
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }

    private static Finding ofCamera(String id, long knownAt, String phase) {
        Finding finding = finding(id).on(CAMERA).build();
        finding.setKnownAt(java.time.Instant.ofEpochMilli(knownAt));
        finding.setEntityAddress("10.12.0.7");
        finding.setRegime(phase);
        return finding;
    }

    private static List<Finding> told(
            TwoInputStreamOperatorTestHarness<Finding, VenueRow, FindingMessage> harness) {
        return harness.extractOutputValues().stream()
                .map(FindingMessage::getFinding)
                .filter(Objects::nonNull)
                .toList();
    }

    @Test
    void aFindingIsGivenWhatTheFileSaidWhenItBecameKnown() throws Exception {
        try (var findings = open(null)) {
            findings.processElement2(VenueRow.first("cctv"), 0);
            findings.processElement2(new VenueRow(T0 + HOUR, "broadcast"), 0);
            findings.processElement1(ofCamera("late", T0 + HOUR, "LIVE"), T0 + HOUR);
            findings.processElement1(ofCamera("early", T0, "BUSINESS_AS_USUAL"), T0);

            List<Finding> told = told(findings);
            assertThat(told.get(0).getVenueEntity().getFunction()).isEqualTo("broadcast");
            assertThat(told.get(0).getVenueEntity().getConsequence()).isEqualTo("high");
            assertThat(told.get(1).getVenueEntity().getFunction()).isEqualTo("cctv");
            assertThat(told.get(1).getVenueEntity().getConsequence()).isEqualTo("low");
            assertThat(told.get(1).getVenueEntity().getContact()).isEqualTo("radio 1");
            assertThat(told.get(1).getVenuePeer()).isNull();
        }
    }

    @Test
    void noFindingIsToldBeforeTheFirstVersionCame() throws Exception {
        try (var findings = open(null)) {
            findings.processElement1(ofCamera("early", T0, "LIVE"), T0);
            assertThat(told(findings)).isEmpty();

            findings.processElement2(VenueRow.first("cctv"), 0);
            assertThat(told(findings))
                    .singleElement()
                    .satisfies(
                            it -> assertThat(it.getVenueEntity().getFunction()).isEqualTo("cctv"));
        }
    }

    @Test
    void theVersionsSurviveARestart() throws Exception {
        OperatorSubtaskState snapshot;
        try (var findings = open(null)) {
            findings.processElement2(VenueRow.first("cctv"), 0);
            snapshot = findings.snapshot(1, 1);
        }
        try (var findings = open(snapshot)) {
            findings.processElement1(ofCamera("after", T0, "LIVE"), T0);
            assertThat(told(findings))
                    .singleElement()
                    .satisfies(
                            it -> assertThat(it.getVenueEntity().getFunction()).isEqualTo("cctv"));
        }
    }
}

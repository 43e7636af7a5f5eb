// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.heartbeat;

import static io.touchline.testkit.FindingFixtures.finding;
import static io.touchline.testkit.FindingFixtures.sight;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import io.touchline.schemas.avro.Heartbeat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class HeartbeatOperatorTest {

    private static OneInputStreamOperatorTestHarness<Sign, Heartbeat> open(
            OperatorSubtaskState from) throws Exception {
        OneInputStreamOperatorTestHarness<Sign, Heartbeat> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new HeartbeatOperator(SITE, "detection", "1.2.3"));
        harness.setup();
        if (from != null) {
            harness.initializeState(from);
        }
        harness.setProcessingTime(T0);
        harness.open();
        return harness;
    }

    private static Heartbeat last(OneInputStreamOperatorTestHarness<Sign, Heartbeat> harness) {
        List<Heartbeat> beats = harness.extractOutputValues();
        return beats.get(beats.size() - 1);
    }

    private static List<Sign> signs(Finding finding) {
        List<Sign> signs = new ArrayList<>();
        Sign.of(
                FindingMessage.newBuilder()
                        .setKind("FINDING")
                        .setSite(SITE)
                        .setFinding(finding)
                        .setGeneration(0)
                        .setPartition(0)
                        .setWatermark(0)
                        .build(),
                new ListCollector<>(signs));
        return signs;
    }

    @Test
    void beatsEveryTenSecondsWithoutAnyTelemetry() throws Exception {
        try (var heart = open(null)) {
            heart.setProcessingTime(T0 + 9_999);
            assertThat(heart.extractOutputValues()).isEmpty();
            for (int second = 10; second <= 60; second += 10) {
                heart.setProcessingTime(T0 + second * 1_000L);
            }

            assertThat(heart.extractOutputValues()).hasSize(6);
            assertThat(last(heart).getWatermark()).isNull();
            assertThat(last(heart).getVersion()).isEqualTo("1.2.3");
            assertThat(last(heart).getAt()).isEqualTo(Instant.ofEpochMilli(T0 + MINUTE));
        }
    }

    @Test
    void tellsWhatItKnows() throws Exception {
        try (var heart = open(null)) {
            heart.processElement(new Sign(Sign.Kind.WRITTEN, "zeek.conn", T0 + 5), 0);
            heart.processElement(new Sign(Sign.Kind.WRITTEN, "zeek.conn", T0 + 3), 0);
            heart.processElement(new Sign(Sign.Kind.OPEN, "a", 0), 0);
            heart.processElement(new Sign(Sign.Kind.OPEN, "b", 0), 0);
            heart.processElement(new Sign(Sign.Kind.OPEN, "b", 0), 0);
            heart.processElement(new Sign(Sign.Kind.ENDED, "a", 0), 0);
            heart.processWatermark(new Watermark(T0 + 2));
            heart.setProcessingTime(T0 + 10_000);

            assertThat(last(heart).getLastWritten())
                    .containsExactlyEntriesOf(Map.of("zeek.conn", Instant.ofEpochMilli(T0 + 5)));
            assertThat(last(heart).getOpenIncidents()).isEqualTo(1);
            assertThat(last(heart).getWatermark()).isEqualTo(Instant.ofEpochMilli(T0 + 2));
        }
    }

    @Test
    void aBlindSourceIsToldUntilItIsSeenAgainAndAcrossARestart() throws Exception {
        Sign blind = signs(sight("1", "zeek/cctv-span", "silent", T0, T0 + MINUTE)).get(0);
        Sign seen = signs(sight("2", "zeek/cctv-span", "sighted", T0, T0 + 2 * MINUTE)).get(0);
        OperatorSubtaskState snapshot;
        try (var heart = open(null)) {
            heart.processElement(blind, 0);
            snapshot = heart.snapshot(1, 1);
        }
        try (var heart = open(snapshot)) {
            heart.setProcessingTime(T0 + 10_000);
            assertThat(last(heart).getBlind())
                    .containsExactlyEntriesOf(Map.of("zeek/cctv-span", Instant.ofEpochMilli(T0)));
            heart.processElement(seen, 0);
            heart.setProcessingTime(T0 + 20_000);
            assertThat(last(heart).getBlind()).isEmpty();
        }
    }

    @Test
    void otherFindingsTellNothing() {
        assertThat(signs(finding("f").build())).isEmpty();
    }
}

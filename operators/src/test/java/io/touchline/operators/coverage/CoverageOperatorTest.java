// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.avro.Finding;
import io.touchline.testkit.Harnesses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class CoverageOperatorTest {
    private static final long START = Instant.parse("2026-05-04T00:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final long STOPS = START + 4 * DAY;

    @Test
    void theEndOfInputIsNoSilence() throws Exception {
        try (var harness = harness(true)) {
            harness.open();
            speak(harness, START, STOPS);
            // the source's last watermark reaches 90 minutes beyond the last record
            mark(harness, STOPS + 90 * MINUTE);
            harness.processBothWatermarks(Watermark.MAX_WATERMARK);
            assertThat(values(harness)).isEmpty();
        }
    }

    @Test
    void aSourceThatStopsWhileOthersGoOnIsTold() throws Exception {
        try (var harness = harness(true)) {
            harness.open();
            speak(harness, START, STOPS);
            harness.processElement1(minute("m365.audit", STOPS + 60 * MINUTE), STOPS);
            mark(harness, STOPS + 90 * MINUTE);
            assertThat(values(harness)).extracting(Finding::getEntityName).containsExactly("zeek");
            assertThat(Harnesses.side(harness, CoverageOperator.BLIND)).hasSize(1);
        }
    }

    @Test
    void aRestartInTheMiddleChangesNothing() throws Exception {
        List<Finding> whole = new ArrayList<>();
        try (var harness = harness(false)) {
            harness.open();
            speak(harness, START, STOPS);
            mark(harness, STOPS + 60 * MINUTE);
            whole.addAll(values(harness));
        }
        for (long cut : new long[] {START + DAY, STOPS - MINUTE, STOPS + 2 * MINUTE}) {
            List<Finding> parts = new ArrayList<>();
            OperatorSubtaskState state;
            try (var harness = harness(false)) {
                harness.open();
                speak(harness, START, ahead(cut)); // some minutes are not over yet
                mark(harness, cut);
                state = harness.snapshot(1, 1);
                parts.addAll(values(harness));
            }
            try (var harness = harness(false)) {
                harness.initializeState(state);
                harness.open();
                speak(harness, ahead(cut), STOPS);
                mark(harness, STOPS + 60 * MINUTE);
                parts.addAll(values(harness));
            }
            assertThat(parts).as("cut at %s", Instant.ofEpochMilli(cut)).isEqualTo(whole);
        }
        assertThat(whole).hasSize(1);
    }

    private static long ahead(long cut) {
        return Math.min(cut + 3 * MINUTE, STOPS);
    }

    private static void speak(
            TwoInputStreamOperatorTestHarness<SourceMinute, SharedTable, Finding> harness,
            long from,
            long to)
            throws Exception {
        for (long at = from; at < to; at += MINUTE) {
            harness.processElement1(minute("zeek.conn", at), at);
        }
    }

    private static SourceMinute minute(String source, long at) {
        return new SourceMinute(source, "", at / MINUTE, 7, 20, 0, at);
    }

    private static void mark(
            TwoInputStreamOperatorTestHarness<SourceMinute, SharedTable, Finding> harness,
            long time)
            throws Exception {
        harness.processBothWatermarks(new Watermark(time));
    }

    private static List<Finding> values(
            TwoInputStreamOperatorTestHarness<SourceMinute, SharedTable, Finding> harness) {
        List<Finding> values = new ArrayList<>();
        for (Object element : harness.getOutput()) {
            if (element instanceof StreamRecord<?> record) {
                values.add((Finding) record.getValue());
            }
        }
        return values;
    }

    private static TwoInputStreamOperatorTestHarness<SourceMinute, SharedTable, Finding> harness(
            boolean bounded) throws Exception {
        var harness =
                new TwoInputStreamOperatorTestHarness<>(
                        new CoverageOperator(new CoverageOptions("arena", bounded)));
        return harness;
    }
}

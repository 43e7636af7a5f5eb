// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Finding;
import io.touchline.testkit.Harnesses;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutageOperatorTest {
    private static final long START = Instant.parse("2026-05-04T00:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final long DAY = 24 * 60 * MINUTE;
    private static final long STOPS = START + 4 * DAY + 700 * MINUTE;
    private static final long END = STOPS + 60 * MINUTE;

    @Test
    void theEndOfInputIsNoOutage() throws Exception {
        try (var harness = harness(null)) {
            live(harness, START, STOPS);
            mark(harness, STOPS + 90 * MINUTE);
            harness.processBothWatermarks(Watermark.MAX_WATERMARK);
            assertThat(values(harness)).isEmpty();
        }
    }

    @Test
    void whatIsSilentBeforeTheEndIsTold() throws Exception {
        try (var harness = harness(null)) {
            live(harness, START, END);
            mark(harness, END + 90 * MINUTE);
            assertThat(values(harness)).hasSize(1);
        }
    }

    @Test
    void aRestartInTheMiddleChangesNothing() throws Exception {
        List<Finding> whole = new ArrayList<>();
        try (var harness = harness(null)) {
            live(harness, START, END);
            mark(harness, END);
            whole.addAll(values(harness));
        }
        assertThat(whole).hasSize(1);
        long[] cuts = {
            START + DAY, // young
            STOPS - MINUTE, // before it
            STOPS + 3 * MINUTE, // silent, not yet overdue
            STOPS + 6 * MINUTE + 1, // overdue, not yet told
            STOPS + 7 * MINUTE,
            STOPS + 20 * MINUTE // told
        };
        for (long cut : cuts) {
            List<Finding> parts = new ArrayList<>();
            OperatorSubtaskState state;
            try (var harness = harness(null)) {
                live(harness, START, Math.min(cut + 3 * MINUTE, END)); // minutes not over yet
                mark(harness, cut);
                state = Harnesses.barrier(harness);
                parts.addAll(values(harness));
            }
            try (var harness = harness(state)) {
                live(harness, Math.min(cut + 3 * MINUTE, END), END);
                mark(harness, END);
                parts.addAll(values(harness));
            }
            assertThat(parts).as("cut at %s", Instant.ofEpochMilli(cut)).isEqualTo(whole);
        }
    }

    /** A sensor that speaks every minute; 40 cameras until they stop, then 4, later 5 again. */
    private static void live(
            TwoInputStreamOperatorTestHarness<SignOfLife, SharedTable, Finding> harness,
            long from,
            long to)
            throws Exception {
        for (long at = from; at < to; at += MINUTE) {
            add(harness, "", "zeek", "", "", at);
            for (int i = 0; i < (at < STOPS ? 40 : at < STOPS + 30 * MINUTE ? 4 : 5); i++) {
                String address = "10.30.0." + i;
                add(harness, "10.30.0.0/24", "device:arena:" + address, address, "zeek.conn", at);
            }
        }
    }

    private static void add(
            TwoInputStreamOperatorTestHarness<SignOfLife, SharedTable, Finding> harness,
            String segment,
            String key,
            String address,
            String source,
            long at)
            throws Exception {
        harness.processElement1(
                new SignOfLife(segment, key, null, address, Zone.CORPORATE, source, at / MINUTE),
                at);
    }

    private static void mark(
            TwoInputStreamOperatorTestHarness<SignOfLife, SharedTable, Finding> harness, long time)
            throws Exception {
        harness.processBothWatermarks(new Watermark(time));
    }

    private static List<Finding> values(
            TwoInputStreamOperatorTestHarness<SignOfLife, SharedTable, Finding> harness) {
        List<Finding> values = new ArrayList<>();
        for (Object element : harness.getOutput()) {
            if (element instanceof StreamRecord<?> record) {
                values.add((Finding) record.getValue());
            }
        }
        return values;
    }

    private static TwoInputStreamOperatorTestHarness<SignOfLife, SharedTable, Finding> harness(
            @Nullable OperatorSubtaskState from) throws Exception {
        return Harnesses.unkeyed(new OutageOperator("arena"), from);
    }
}

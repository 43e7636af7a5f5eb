// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.ingest.Frame;
import io.touchline.operators.ingest.WriteTime;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class WriteTimeWatermarksTest {
    private static final long BOUND = 5_000;
    private static final long STEP = 1_000;

    private final Told told = new Told();
    private final WriteTimeWatermarks watermarks = new WriteTimeWatermarks(BOUND, STEP);

    @Test
    void standsBoundBehindTheLatestInWholeSteps() {
        write(1_000_000);
        write(1_000_999);
        write(1_001_000);

        assertThat(told.distinct()).containsExactly(994_999L, 995_999L);
    }

    @Test
    void neverGoesBack() {
        write(1_010_000);
        write(1_000_000);
        write(1_010_500);

        assertThat(told.distinct()).containsExactly(1_004_999L);
    }

    @Test
    void eachRecordWakesAnIdlePartition() {
        write(1_010_000);
        told.marks.clear();
        write(1_000_000);

        assertThat(told.marks).containsExactly(1_004_999L);
    }

    @Test
    void aFrameWithoutAWriteTimeMovesNothing() {
        write(WriteTime.UNKNOWN);

        assertThat(told.marks).isEmpty();
    }

    @Test
    void silenceMovesNothing() {
        write(1_010_000);
        told.marks.clear();
        watermarks.onPeriodicEmit(told);

        assertThat(told.marks).isEmpty();
        assertThat(told.idle).isZero();
    }

    @Property(tries = 200)
    void isThatOfTheLatestAloneAndBelowWhateverIsWithinTheBound(
            @ForAll @Size(max = 50) List<@LongRange(min = 0, max = 4_000_000_000_000L) Long> times,
            @ForAll @LongRange(min = 0, max = 30_000) long bound,
            @ForAll @LongRange(min = 1, max = 60_000) long step) {
        WriteTimeWatermarks any = new WriteTimeWatermarks(bound, step);
        Told seen = new Told();
        long latest = Long.MIN_VALUE;
        for (long time : times) {
            any.onEvent(frame(time), time, seen);
            latest = Math.max(latest, time);
            long expected = Math.floorDiv(latest - bound, step) * step - 1;
            assertThat(seen.marks.get(seen.marks.size() - 1)).isEqualTo(expected);
            assertThat(expected).isLessThan(latest - bound);
        }
        assertThat(seen.marks).isSorted();
    }

    private void write(long time) {
        watermarks.onEvent(frame(time), time, told);
    }

    private static Frame frame(long writeTime) {
        return new Frame("raw.zeek", 0, 0, writeTime, "", new byte[0], false);
    }

    private static final class Told implements WatermarkOutput {
        private final List<Long> marks = new ArrayList<>();
        private int idle;

        private List<Long> distinct() {
            return marks.stream().distinct().toList();
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            marks.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
            idle++;
        }

        @Override
        public void markActive() {}
    }
}

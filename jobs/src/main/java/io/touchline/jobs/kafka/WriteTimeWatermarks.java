// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.operators.ingest.Frame;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.jspecify.annotations.Nullable;

/**
 * The watermark of one partition of raw telemetry: {@code floor((max - bound) / step) * step - 1}
 * of the write times seen, so a replay gives the same bundles. It only ever moves forward; a frame
 * without a write time does not move it. Not thread-safe: one instance per split.
 */
public final class WriteTimeWatermarks implements WatermarkGenerator<Frame> {
    private final long boundMillis;
    private final long stepMillis;
    private @Nullable Watermark last;

    /**
     * @param boundMillis how far write times may be out of order on a partition, 0 or more
     * @param stepMillis write time advances in steps of this, 1 or more
     */
    public WriteTimeWatermarks(long boundMillis, long stepMillis) {
        this.boundMillis = boundMillis;
        this.stepMillis = stepMillis;
    }

    @Override
    public void onEvent(Frame frame, long timestamp, WatermarkOutput output) {
        Watermark told = last;
        if (frame.writeTime() >= 0) {
            long mark = Math.floorDiv(frame.writeTime() - boundMillis, stepMillis) * stepMillis - 1;
            if (told == null || mark > told.getTimestamp()) {
                told = new Watermark(mark);
                last = told;
            }
        }
        if (told != null) {
            // told again too: a split that was idle counts again from its first record on
            output.emitWatermark(told);
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // the watermark is a function of the records alone, not of when they came
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.operators.findings.FindingsOperator;
import io.touchline.schemas.avro.FindingMessage;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * The watermark of one partition of findings: that of its last progress record. Findings do not
 * move it, silence does not either, and it never goes back when detection replays. Not thread-safe:
 * one instance per split.
 */
final class ProgressWatermarks implements WatermarkGenerator<FindingMessage> {
    private long last = Long.MIN_VALUE;

    @Override
    public void onEvent(FindingMessage message, long timestamp, WatermarkOutput output) {
        if (FindingsOperator.PROGRESS.equals(message.getKind()) && message.getWatermark() > last) {
            last = message.getWatermark();
            output.emitWatermark(new Watermark(last));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
}

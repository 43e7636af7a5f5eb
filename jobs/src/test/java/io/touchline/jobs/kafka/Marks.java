// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.operators.ingest.Frame;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Tells each watermark as a record. */
final class Marks extends AbstractStreamOperator<Long>
        implements OneInputStreamOperator<Frame, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(StreamRecord<Frame> element) {}

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        output.collect(new StreamRecord<>(mark.getTimestamp()));
        super.processWatermark(mark);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import io.touchline.operators.ingest.Frame;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Writes down what arrives; fails once, at the first row after a completed checkpoint. */
final class Recorder extends AbstractStreamOperator<String>
        implements OneInputStreamOperator<Frame, String> {
    private static final long serialVersionUID = 1L;

    private final boolean failing;
    private long watermark = Long.MIN_VALUE;
    private long rows;
    private int attempt;
    private boolean checkpointed;

    Recorder(boolean failing) {
        this.failing = failing;
    }

    @Override
    public void open() throws Exception {
        super.open();
        attempt = getRuntimeContext().getTaskInfo().getAttemptNumber();
        output.collect(new StreamRecord<>("attempt " + attempt));
    }

    @Override
    public void processElement(StreamRecord<Frame> element) throws InterruptedException {
        if (failing && attempt == 0 && checkpointed && rows > 3_000) {
            throw new IllegalStateException("fails once");
        }
        if (failing && ++rows % 50 == 0) {
            Thread.sleep(1);
        }
        if (element.getTimestamp() <= watermark) {
            output.collect(new StreamRecord<>("late " + element.getTimestamp()));
        }
        output.collect(new StreamRecord<>("row " + element.getTimestamp()));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        output.collect(new StreamRecord<>("watermark " + watermark));
        super.processWatermark(mark);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        checkpointed |= rows > 1_000;
    }
}

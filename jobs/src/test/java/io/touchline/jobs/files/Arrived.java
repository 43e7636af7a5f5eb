// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import io.touchline.operators.ingest.Frame;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Passes everything on and tells the test, in the same JVM, how far the watermark is. */
final class Arrived extends AbstractStreamOperator<Frame>
        implements OneInputStreamOperator<Frame, Frame> {
    private static final long serialVersionUID = 1L;

    static final Mark LAST_WATERMARK = new Mark();

    @Override
    public void processElement(StreamRecord<Frame> element) {
        output.collect(element);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        LAST_WATERMARK.reach(mark.getTimestamp());
        super.processWatermark(mark);
    }

    /** A watermark that threads can wait for. */
    static final class Mark {
        private long value;

        synchronized void reset() {
            value = Long.MIN_VALUE;
        }

        synchronized void reach(long time) {
            value = time;
            notifyAll();
        }

        synchronized long value() {
            return value;
        }

        synchronized void await(long time) throws InterruptedException {
            while (value < time) {
                wait(10_000);
            }
        }
    }
}

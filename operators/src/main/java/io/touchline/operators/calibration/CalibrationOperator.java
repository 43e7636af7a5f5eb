// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.calibration;

import io.touchline.operators.order.KeyGroupBlocks;
import io.touchline.operators.order.PendingRows;
import io.touchline.operators.stats.Bits;
import io.touchline.operators.stats.BitsHistogram;
import io.touchline.schemas.avro.Finding;
import java.util.List;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Candidates in, findings out; second input the histogram deltas, same key.
 *
 * <p>A candidate is released at its watermark, when every delta up to it has come, and judged by
 * the hours closed before its own. Beside findings, totals of each stratum that closed an hour.
 */
public final class CalibrationOperator extends AbstractStreamOperator<Finding>
        implements TwoInputStreamOperator<Candidate, HistogramDelta, Finding> {
    private static final long serialVersionUID = 1L;
    private static final long HOUR_MILLIS = 3_600_000;

    public static final OutputTag<CalibrationTotal> TOTALS =
            new OutputTag<>("calibration-totals", TypeInformation.of(CalibrationTotal.class));

    // 0.1 to 0.5 KB per bucket of support, at most 16; never cleared, strata are few
    private static final ValueStateDescriptor<StratumState> STRATUM =
            new ValueStateDescriptor<>("stratum", StratumStateSerializer.TYPE);

    private transient ValueState<StratumState> strata;
    private transient PendingRows<Candidate> pending;
    private transient BitsHistogram shipped;
    private transient TreeSet<String> open;
    private transient TreeSet<String> changed;
    private transient CalibrationGauges gauges;
    private transient long watermark;

    @Override
    public boolean isUsingCustomRawKeyedState() {
        return true;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        strata = context.getKeyedStateStore().getState(STRATUM);
        shipped = ShippedHistogram.load();
        watermark = Long.MIN_VALUE;
        pending = CandidateRows.keyedBy(Candidate::stratum, getExecutionConfig());
        KeyGroupBlocks.read(pending, context);
        gauges = new CalibrationGauges(getMetricGroup());
        open = new TreeSet<>();
        changed = new TreeSet<>();
        if (context.isRestored()) {
            // which of them are open, or were told of, is not kept: strata are few
            KeyedStateBackend<String> keys = getKeyedStateBackend();
            keys.applyToAllKeys(
                    VoidNamespace.INSTANCE,
                    VoidNamespaceSerializer.INSTANCE,
                    STRATUM,
                    (stratum, held) -> {
                        open.add(stratum);
                        changed.add(stratum);
                    });
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        KeyGroupBlocks.write(
                pending,
                context,
                getContainingTask()
                        .getEnvironment()
                        .getTaskInfo()
                        .getMaxNumberOfParallelSubtasks());
    }

    @Override
    public void processElement1(StreamRecord<Candidate> element) {
        pending.add(element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<HistogramDelta> element) throws Exception {
        StratumState state = state();
        state.add(element.getValue());
        strata.update(state);
        open.add(element.getValue().stratum());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        boolean hourEnds =
                watermark == Long.MIN_VALUE
                        || Math.floorDiv(watermark, HOUR_MILLIS)
                                < Math.floorDiv(mark.getTimestamp(), HOUR_MILLIS);
        watermark = mark.getTimestamp();
        pending.release(watermark, this::judge);
        if (hourEnds) {
            closeHours();
        }
        tell();
        super.processWatermark(mark);
    }

    private void judge(String stratum, List<Candidate> candidates) throws Exception {
        setCurrentKey(stratum);
        StratumState state = state();
        for (Candidate candidate : candidates) {
            close(stratum, state, candidate.knownAt());
            double p = state.judge(candidate.bucket(), shipped).p(candidate.rawBits());
            double bits = Bits.ofTail(p);
            if (bits >= candidate.gateBits()) {
                Finding finding =
                        Finding.newBuilder(candidate.finding())
                                .setRawBits(candidate.rawBits())
                                .setSurpriseBits(bits)
                                .setPValue(p)
                                .build();
                output.collect(new StreamRecord<>(finding, candidate.knownAt()));
            }
        }
        strata.update(state);
    }

    private void close(String stratum, StratumState state, long time) {
        if (state.closeBefore(Math.floorDiv(time, HOUR_MILLIS))) {
            changed.add(stratum);
        }
    }

    /** Every delta of the hours before the watermark has come. */
    private void closeHours() throws Exception {
        for (String stratum : List.copyOf(open)) {
            setCurrentKey(stratum);
            StratumState state = state();
            close(stratum, state, watermark);
            if (state.open.isEmpty()) {
                open.remove(stratum);
            }
            strata.update(state);
        }
    }

    private void tell() throws Exception {
        for (String stratum : changed) {
            setCurrentKey(stratum);
            CalibrationTotal total = state().total(stratum);
            gauges.tell(total);
            output.collect(TOTALS, new StreamRecord<>(total, watermark));
        }
        changed.clear();
    }

    private StratumState state() throws Exception {
        StratumState state = strata.value();
        return state == null ? new StratumState() : state;
    }
}

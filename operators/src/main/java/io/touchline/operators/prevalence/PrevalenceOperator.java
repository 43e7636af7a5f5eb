// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.prevalence;

import io.touchline.operators.arrival.ArrivalDetector;
import io.touchline.operators.arrival.ArrivalState;
import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.calibration.CandidateRows;
import io.touchline.operators.calibration.HistogramCounter;
import io.touchline.operators.calibration.HistogramDelta;
import io.touchline.operators.order.KeyGroupBlocks;
import io.touchline.operators.order.PendingRows;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Answers candidates in the order in which they became known, completes their bits, and counts them
 * in the histogram of their stratum.
 */
public final class PrevalenceOperator extends AbstractStreamOperator<Candidate>
        implements OneInputStreamOperator<Candidate, Candidate>,
                Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1L;
    private static final long KEPT_MILLIS = 60 * 24 * 3_600_000L;
    private static final long SLOT_MILLIS = 6 * 3_600_000L;

    /** Peers that make a service of what they all call by the clock, in a small group. */
    private static final int MANY = 3;

    public static final OutputTag<HistogramDelta> HISTOGRAMS =
            new OutputTag<>("prevalence-histograms", TypeInformation.of(HistogramDelta.class));

    // 300 bytes per value at most, and 9 per busy slot; cleared 60 days after its last use
    private static final ValueStateDescriptor<PeerSet> PEERS =
            new ValueStateDescriptor<>("peers", PeerSetSerializer.TYPE);

    // 33 bytes per segment; as many as the venue has, never cleared: a quiet one knows most
    private static final ValueStateDescriptor<ArrivalState> ARRIVALS =
            new ValueStateDescriptor<>("arrivals", ArrivalStateSerializer.TYPE);

    private transient ValueState<PeerSet> peers;
    private transient ValueState<ArrivalState> arrivals;
    private transient PendingRows<Candidate> pending;
    private transient HistogramCounter histograms;
    private transient InternalTimerService<VoidNamespace> timers;

    @Override
    public boolean isUsingCustomRawKeyedState() {
        return true;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        peers = context.getKeyedStateStore().getState(PEERS);
        arrivals = context.getKeyedStateStore().getState(ARRIVALS);
        histograms = new HistogramCounter();
        pending = CandidateRows.keyedBy(Candidate::prevalenceKey, getExecutionConfig());
        KeyGroupBlocks.read(pending, context);
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService("user-timers", VoidNamespaceSerializer.INSTANCE, this);
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
    public void processElement(StreamRecord<Candidate> element) {
        pending.add(element.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        pending.release(mark.getTimestamp(), this::answer);
        flush();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    private void answer(String key, List<Candidate> candidates) throws Exception {
        setCurrentKey(key);
        if (candidates.get(0).arrives()) {
            judgeArrivals(candidates);
            return;
        }
        PeerSet set = peers.value();
        if (set == null) {
            set = new PeerSet();
        }
        for (Candidate candidate : candidates) {
            if (set.expiryDue != 0 && candidate.knownAt() > set.expiryDue) {
                set = expiredBy(set, candidate.knownAt());
            }
            long others = others(set, candidate);
            long recent = set.recent(candidate.entityHash(), candidate.knownAt());
            if (candidate.firstUse() && Wave.mayBePart(candidate, others)) {
                spreads(candidate, recent + 1);
            }
            if (candidate.firstUse()) {
                set.firstUse(candidate.entityHash(), candidate.knownAt(), candidate.unsettled());
            }
            if (set.expiryDue == 0) {
                renew(set);
            }
            complete(Rarity.judge(candidate, others), recent >= Wave.LEAST);
        }
        peers.update(set);
    }

    /** Teaches how far new values go, and tells of one that goes far. */
    private void spreads(Candidate part, long size) {
        histograms.count(Wave.stratum(part), 0, Wave.bits(size), part.knownAt());
        if (Wave.isTold(size)) {
            output.collect(new StreamRecord<>(Wave.of(part, size), part.knownAt()));
        }
    }

    /** Keys of arrivals are their own: all of these are. */
    private void judgeArrivals(List<Candidate> candidates) throws Exception {
        ArrivalState state = arrivals.value();
        for (Candidate candidate : candidates) {
            ArrivalDetector.Judged judged = ArrivalDetector.arrival(state, candidate.knownAt());
            state = judged.after();
            complete(Rarity.judge(candidate, judged), false);
        }
        arrivals.update(state);
    }

    /**
     * An entity too young to have a past of its own takes its peers' word at once; so does a rhythm
     * that half of the peers, three at least, may have: that is an update service.
     */
    private static long others(PeerSet set, Candidate candidate) {
        long acquitsAfter = candidate.finding().getCold() ? 0 : PeerSet.ACQUITS_AFTER_MILLIS;
        long since = set.others(candidate.entityHash(), candidate.knownAt() - acquitsAfter);
        if (candidate.firstUse()) {
            return since;
        }
        long now = set.others(candidate.entityHash(), candidate.knownAt());
        return now >= Math.max(MANY, candidate.groupSize() / 2.0) ? now : since;
    }

    /** The due time is acted on before the first candidate past it, wherever the watermark was. */
    private PeerSet expiredBy(PeerSet set, long time) {
        while (set.expiryDue < time) {
            if (set.lastUse + KEPT_MILLIS <= set.expiryDue) {
                return new PeerSet();
            }
            renew(set);
        }
        return set;
    }

    /**
     * A wave is no discount: each member is judged as if it were alone. But it is one surprise, not
     * as many as it has members, so only the first few teach the stratum what is usual.
     */
    private void complete(Candidate judged, boolean wave) {
        if (!wave) {
            histograms.count(judged.stratum(), judged.bucket(), judged.rawBits(), judged.knownAt());
        }
        if (judged.rawBits() > 0) {
            output.collect(new StreamRecord<>(judged, judged.knownAt()));
        }
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        PeerSet set = peers.value();
        if (set == null || timer.getTimestamp() != set.expiryDue) {
            return;
        }
        if (set.lastUse + KEPT_MILLIS <= timer.getTimestamp()) {
            peers.clear();
        } else {
            renew(set);
            peers.update(set);
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {}

    private void renew(PeerSet set) {
        set.expiryDue = (Math.floorDiv(set.lastUse + KEPT_MILLIS, SLOT_MILLIS) + 1) * SLOT_MILLIS;
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, set.expiryDue);
    }

    private void flush() {
        histograms.flush(delta -> output.collect(HISTOGRAMS, new StreamRecord<>(delta)));
    }
}

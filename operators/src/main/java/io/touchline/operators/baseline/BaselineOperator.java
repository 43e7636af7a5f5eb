// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.beaconing.Ensembles;
import io.touchline.operators.beaconing.Rhythm;
import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.calibration.HistogramCounter;
import io.touchline.operators.calibration.HistogramDelta;
import io.touchline.operators.edges.EdgeState;
import io.touchline.operators.novelty.ValueRow;
import io.touchline.operators.order.KeyGroupBlocks;
import io.touchline.operators.order.OrderOperator;
import io.touchline.operators.order.PendingRows;
import io.touchline.operators.state.InteractionSerializer;
import io.touchline.operators.state.ValueRowSerializer;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.Interaction;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Holds each key's rows until both inputs have passed them, then applies them as one bundle: one
 * read and one write of the baseline, row accesses only for values not met today.
 *
 * <p>Timers and bundles do not commute, so a due time lives in the baseline and is acted on before
 * the first row past it; the timer only wakes a silent key.
 */
public final class BaselineOperator extends AbstractStreamOperator<Candidate>
        implements TwoInputStreamOperator<Interaction, SharedTable, Candidate>,
                Triggerable<String, VoidNamespace> {
    private static final long serialVersionUID = 1L;
    private static final long SLOT_MILLIS = 6 * 3_600_000L;

    public static final OutputTag<Candidate> CALIBRATE =
            new OutputTag<>("calibrate", TypeInformation.of(Candidate.class));
    public static final OutputTag<HistogramDelta> HISTOGRAMS =
            new OutputTag<>("baseline-histograms", TypeInformation.of(HistogramDelta.class));

    // 1.1 KB per entity as a rule, 1.3 KB at most; cleared by expiry
    public static final ValueStateDescriptor<EntityBaseline> BASELINE =
            new ValueStateDescriptor<>("entity-baseline", EntityBaselineSerializer.TYPE);
    // 10 bytes and a key per value, at most 512 per entity; cleared by expiry
    public static final MapStateDescriptor<Long, ValueRow> VALUES =
            new MapStateDescriptor<>("values", Types.LONG, ValueRowSerializer.TYPE);
    // 60 to 250 bytes and a key per destination, at most 64 per entity; cleared by expiry
    public static final MapStateDescriptor<Long, Rhythm> RHYTHMS =
            new MapStateDescriptor<>("rhythms", Types.LONG, RhythmSerializer.TYPE);
    // 28 bytes and a key per inner peer, at most 256 per entity; cleared by expiry
    public static final MapStateDescriptor<Long, EdgeState> EDGES =
            new MapStateDescriptor<>("edges", Types.LONG, EdgeStateSerializer.TYPE);
    // 0.3 KB per burst of nine destinations, at most 3 KB per entity; cleared by expiry
    public static final ValueStateDescriptor<Ensembles> ENSEMBLES =
            new ValueStateDescriptor<>("ensembles", EnsemblesSerializer.TYPE);
    // one element per table row; the same on every subtask, union on restore
    private static final ListStateDescriptor<SharedTable> TABLES =
            new ListStateDescriptor<>("tables", TypeInformation.of(SharedTable.class));

    private final BaselineOptions options;
    private transient ValueState<EntityBaseline> baselines;
    private transient MapState<Long, ValueRow> values;
    private transient MapState<Long, Rhythm> rhythms;
    private transient MapState<Long, EdgeState> edges;
    private transient ValueState<Ensembles> ensembles;
    private transient ListState<SharedTable> tableState;
    private transient Tables tables;
    private transient EntityScorer scorer;
    private transient HistogramCounter histograms;
    private transient PendingRows<Interaction> pending;
    private transient InternalTimerService<VoidNamespace> timers;

    public BaselineOperator(BaselineOptions options) {
        this.options = options;
    }

    @Override
    public boolean isUsingCustomRawKeyedState() {
        return true;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        baselines = context.getKeyedStateStore().getState(BASELINE);
        values = context.getKeyedStateStore().getMapState(VALUES);
        rhythms = context.getKeyedStateStore().getMapState(RHYTHMS);
        edges = context.getKeyedStateStore().getMapState(EDGES);
        ensembles = context.getKeyedStateStore().getState(ENSEMBLES);
        tableState = context.getOperatorStateStore().getUnionListState(TABLES);
        tables = new Tables();
        for (SharedTable table : tableState.get()) {
            tables.add(table);
        }
        histograms = new HistogramCounter();
        scorer = new EntityScorer(options, tables, new Sink());
        pending = new PendingRows<>(InteractionSerializer.INSTANCE, OrderOperator.BY_ENTITY);
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
        tableState.update(tables.rows());
        KeyGroupBlocks.write(
                pending,
                context,
                getContainingTask()
                        .getEnvironment()
                        .getTaskInfo()
                        .getMaxNumberOfParallelSubtasks());
    }

    @Override
    public void processElement1(StreamRecord<Interaction> element) {
        pending.add(element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<SharedTable> element) {
        tables.add(element.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        pending.release(mark.getTimestamp(), this::bundle);
        // timers due now fire inside super, before the watermark is forwarded; flush after them
        if (getTimeServiceManager().isPresent()) {
            getTimeServiceManager().get().advanceWatermark(mark);
        }
        flush();
        tables.prune(mark.getTimestamp());
        output.emitWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        EntityBaseline it = baselines.value();
        if (it == null) {
            return;
        }
        long time = timer.getTimestamp();
        if (time == it.closeDue) {
            scorer.close(timer.getKey(), it, time, time);
            baselines.update(it);
        }
        if (time == it.expiryDue) {
            expireOrRenew(it);
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {}

    private void bundle(String entity, List<Interaction> rows) throws Exception {
        setCurrentKey(entity);
        EntityBaseline it = baselines.value();
        if (it == null) {
            it = EntityScorer.born(rows.get(0));
        }
        long due = it.closeDue;
        StateRows access = access();
        for (Interaction row : rows) {
            if (isExpiredBy(it, row.writeTime())) {
                clearRows();
                access = access(); // what it holds is of a life that is over
                it = EntityScorer.born(row);
            }
            scorer.apply(entity, it, row, access);
            if (it.expiryDue == 0) {
                renew(it);
            }
        }
        if (it.closeDue != 0 && it.closeDue != due) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, it.closeDue);
        }
        access.flush();
        baselines.update(it);
    }

    /** The due time is acted on before the first row past it, wherever the watermark was. */
    private boolean isExpiredBy(EntityBaseline it, long time) {
        while (it.expiryDue != 0 && it.expiryDue < time) {
            if (it.lastSeen + expiry(it) <= it.expiryDue) {
                return true;
            }
            renew(it);
        }
        return false;
    }

    private void expireOrRenew(EntityBaseline it) throws Exception {
        if (it.lastSeen + expiry(it) <= it.expiryDue) {
            baselines.clear();
            clearRows();
        } else {
            renew(it);
            baselines.update(it);
        }
    }

    private StateRows access() {
        return new StateRows(options.maxValues(), values, rhythms, edges, ensembles);
    }

    private void clearRows() {
        values.clear();
        rhythms.clear();
        edges.clear();
        ensembles.clear();
    }

    private void renew(EntityBaseline it) {
        it.expiryDue = (Math.floorDiv(it.lastSeen + expiry(it), SLOT_MILLIS) + 1) * SLOT_MILLIS;
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, it.expiryDue);
    }

    private long expiry(EntityBaseline it) {
        if (it.isTransient()) {
            return options.transientExpiryMillis();
        }
        return it.isForEvents() ? options.eventExpiryMillis() : options.expiryMillis();
    }

    private void flush() {
        histograms.flush(delta -> output.collect(HISTOGRAMS, new StreamRecord<>(delta)));
    }

    private final class Sink implements ScoreSink {
        @Override
        public void ask(Candidate candidate) {
            output.collect(new StreamRecord<>(candidate, candidate.knownAt()));
        }

        @Override
        public void calibrate(Candidate candidate) {
            output.collect(CALIBRATE, new StreamRecord<>(candidate, candidate.knownAt()));
        }

        @Override
        public void count(String stratum, int bucket, double bits, long time) {
            histograms.count(stratum, bucket, bits, time);
        }
    }
}

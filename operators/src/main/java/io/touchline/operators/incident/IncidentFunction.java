// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import io.touchline.operators.correlation.ChainLabel;
import io.touchline.operators.lineage.ChainUpdate;
import io.touchline.operators.lineage.LineageOptions;
import io.touchline.operators.metrics.LabelledCounter;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.Incident;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * One revision per moment at which something became known, keyed by chain.
 *
 * <p>What comes is kept until the watermark has passed its time, so an update and the label it
 * caused make one revision, whichever came first. Nothing that a later finding could still change
 * is decided by arrival.
 */
public final class IncidentFunction
        extends KeyedCoProcessFunction<String, ChainUpdate, ChainLabel, Incident> {
    private static final long serialVersionUID = 1L;

    // updates not yet due, by time: cleared when they are
    private static final MapStateDescriptor<Long, ChainUpdate> UPDATES =
            new MapStateDescriptor<>("updates", Types.LONG, TypeInformation.of(ChainUpdate.class));
    // the last update that was told, up to 64 steps of 1 KB; cleared when the incident closes
    private static final ValueStateDescriptor<ChainUpdate> CURRENT =
            new ValueStateDescriptor<>("current", TypeInformation.of(ChainUpdate.class));
    // 60 bytes per label; cleared when the incident closes
    private static final ListStateDescriptor<ChainLabel> LABELS =
            new ListStateDescriptor<>("labels", TypeInformation.of(ChainLabel.class));
    // 8 bytes: the last revision that was published
    private static final ValueStateDescriptor<Long> REVISION =
            new ValueStateDescriptor<>("revision", Types.LONG);
    // 8 bytes: when it closes if nothing more comes
    private static final ValueStateDescriptor<Long> CLOSES =
            new ValueStateDescriptor<>("closes", Types.LONG);

    private final LineageOptions options;
    private transient MapState<Long, ChainUpdate> updates;
    private transient ValueState<ChainUpdate> current;
    private transient ListState<ChainLabel> labels;
    private transient ValueState<Long> revision;
    private transient ValueState<Long> closes;
    private transient LabelledCounter incidents;

    public IncidentFunction(LineageOptions options) {
        this.options = options;
    }

    @Override
    public void open(OpenContext context) {
        updates = getRuntimeContext().getMapState(UPDATES);
        current = getRuntimeContext().getState(CURRENT);
        labels = getRuntimeContext().getListState(LABELS);
        revision = getRuntimeContext().getState(REVISION);
        closes = getRuntimeContext().getState(CLOSES);
        incidents =
                new LabelledCounter(
                        getRuntimeContext().getMetricGroup(), "incidents", "pattern", "severity");
    }

    @Override
    public void processElement1(ChainUpdate update, Context context, Collector<Incident> out)
            throws Exception {
        ChainUpdate sameTime = updates.get(update.settled());
        if (sameTime == null || isNewer(update, sameTime)) {
            updates.put(update.settled(), update);
        }
        context.timerService().registerEventTimeTimer(update.settled());
    }

    @Override
    public void processElement2(ChainLabel label, Context context, Collector<Incident> out)
            throws Exception {
        labels.add(label);
        context.timerService().registerEventTimeTimer(label.time());
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Incident> out)
            throws Exception {
        ChainUpdate update = updates.get(time);
        ChainUpdate before = current.value();
        boolean labelled = before != null && isLabelled(before, time);
        if (update != null) {
            updates.remove(time);
        }
        ChainUpdate now = update != null ? update : before;
        if (now == null) {
            if (updates.isEmpty()) {
                labels.clear(); // of a chain that is gone
            }
            return;
        }
        if (now.mergedInto() != null) {
            mergeAway(now, before, time, out);
        } else if (update != null || labelled) {
            current.update(now);
            publish(now, update != null ? update.time() : time, time, context, out);
        } else if (Long.valueOf(time).equals(closes.value())) {
            close(now, time, out);
        }
    }

    /**
     * @param cause write time of what caused the revision
     * @param time when all of its labels are there
     */
    private void publish(
            ChainUpdate now, long cause, long time, OnTimerContext context, Collector<Incident> out)
            throws Exception {
        long until = lastTime(now, time);
        Long before = closes.value();
        if (before != null && before != until) {
            context.timerService().deleteEventTimeTimer(before);
        }
        closes.update(until);
        context.timerService().registerEventTimeTimer(until);
        keepLabelsFrom(now.epoch());
        if (IncidentWriter.isIncident(now) || revision.value() != null) {
            String state = revision.value() == null ? "open" : "updated";
            Incident incident =
                    IncidentWriter.write(now, labelsUpTo(time), state, nextRevision(cause), cause);
            if (state.equals("open")) {
                incidents.add(1, incident.getPattern(), incident.getSeverity());
            }
            out.collect(incident);
        }
    }

    /** The chain went into another: its last line says so, if it had any. */
    private void mergeAway(
            ChainUpdate now, @Nullable ChainUpdate last, long time, Collector<Incident> out)
            throws Exception {
        if (revision.value() != null && last != null) {
            ChainUpdate gone =
                    new ChainUpdate(
                            now.chain(),
                            now.site(),
                            now.epoch(),
                            time,
                            time,
                            now.mergedInto(),
                            last.steps(),
                            last.more(),
                            last.blind());
            out.collect(
                    IncidentWriter.write(
                            gone, labelsUpTo(time), "closed", nextRevision(time), time));
        }
        // what was still to be told of it is overtaken
        updates.clear();
        clear();
    }

    private void close(ChainUpdate last, long time, Collector<Incident> out) throws Exception {
        if (revision.value() != null) {
            out.collect(
                    IncidentWriter.write(
                            last, labelsUpTo(time), "expired", nextRevision(time), time));
        }
        clear();
    }

    /** Labels of an older telling no longer count. */
    private void keepLabelsFrom(int epoch) throws Exception {
        List<ChainLabel> kept = new ArrayList<>();
        for (ChainLabel label : labels.get()) {
            if (label.epoch() >= epoch) {
                kept.add(label);
            }
        }
        labels.update(kept);
    }

    private void clear() {
        current.clear();
        labels.clear();
        revision.clear();
        closes.clear();
    }

    private long nextRevision(long time) throws Exception {
        Long before = revision.value();
        long next = before == null ? time : Math.max(time, before + 1);
        revision.update(next);
        return next;
    }

    private long lastTime(ChainUpdate chain, long time) {
        boolean ot = chain.steps().stream().anyMatch(step -> Stage.of(step.getStage()).isOt());
        long last = time;
        for (Finding step : chain.steps()) {
            last = Math.max(last, step.getTime().toEpochMilli());
        }
        return last + (ot ? options.otHorizonMillis() : options.itHorizonMillis());
    }

    private List<ChainLabel> labelsUpTo(long time) throws Exception {
        List<ChainLabel> held = new ArrayList<>();
        for (ChainLabel label : labels.get()) {
            if (label.time() <= time) {
                held.add(label);
            }
        }
        return held;
    }

    /** Whether a label came for what was already told; others wait for their update. */
    private boolean isLabelled(ChainUpdate told, long time) throws Exception {
        for (ChainLabel label : labels.get()) {
            if (label.time() == time
                    && label.epoch() == told.epoch()
                    && label.step() < told.steps().size()) {
                return true;
            }
        }
        return false;
    }

    /** Of equal ones the later: what changed is which sources are blind. */
    private static boolean isNewer(ChainUpdate a, ChainUpdate b) {
        return a.epoch() > b.epoch()
                || (a.epoch() == b.epoch()
                        && a.steps().size() + a.more() >= b.steps().size() + b.more());
    }
}

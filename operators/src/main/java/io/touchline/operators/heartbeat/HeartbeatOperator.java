// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.heartbeat;

import io.touchline.schemas.avro.Heartbeat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Beats every ten seconds of the machine's clock, at parallelism 1. It beats in the task's own
 * thread, so a task that is stuck beats no more.
 */
public final class HeartbeatOperator extends AbstractStreamOperator<Heartbeat>
        implements OneInputStreamOperator<Sign, Heartbeat> {
    private static final long serialVersionUID = 1L;
    public static final long PERIOD_MILLIS = 10_000;

    // one element per source, blind source and open incident, 60 bytes each
    private static final ListStateDescriptor<Sign> SIGNS =
            new ListStateDescriptor<>("signs", TypeInformation.of(Sign.class));

    private final String site;
    private final String job;
    private final String version;
    private transient ListState<Sign> signState;
    private transient Map<String, Long> written;
    private transient Map<String, Long> blind;
    private transient TreeSet<String> open;
    private transient long watermark;

    /**
     * @param job detection or correlation
     */
    public HeartbeatOperator(String site, String job, String version) {
        this.site = site;
        this.job = job;
        this.version = version;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        written = new TreeMap<>();
        blind = new TreeMap<>();
        open = new TreeSet<>();
        watermark = Long.MIN_VALUE;
        signState = context.getOperatorStateStore().getListState(SIGNS);
        for (Sign sign : signState.get()) {
            note(sign);
        }
    }

    @Override
    public void open() throws Exception {
        super.open();
        getProcessingTimeService().scheduleWithFixedDelay(this::beat, PERIOD_MILLIS, PERIOD_MILLIS);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        List<Sign> signs = new ArrayList<>();
        written.forEach((name, time) -> signs.add(new Sign(Sign.Kind.WRITTEN, name, time)));
        blind.forEach((name, since) -> signs.add(new Sign(Sign.Kind.BLIND, name, since)));
        open.forEach(id -> signs.add(new Sign(Sign.Kind.OPEN, id, 0)));
        signState.update(signs);
    }

    @Override
    public void processElement(StreamRecord<Sign> element) {
        note(element.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        super.processWatermark(mark);
    }

    private void note(Sign sign) {
        switch (sign.kind()) {
            case WRITTEN -> written.merge(sign.name(), sign.time(), Math::max);
            case BLIND -> blind.put(sign.name(), sign.time());
            case SEEN -> blind.remove(sign.name());
            case OPEN -> open.add(sign.name());
            case ENDED -> open.remove(sign.name());
        }
    }

    private void beat(long now) {
        boolean marked = watermark != Long.MIN_VALUE && watermark != Long.MAX_VALUE;
        output.collect(
                new StreamRecord<>(
                        Heartbeat.newBuilder()
                                .setSite(site)
                                .setJob(job)
                                .setAt(Instant.ofEpochMilli(now))
                                .setWatermark(marked ? Instant.ofEpochMilli(watermark) : null)
                                .setLastWritten(instants(written))
                                .setBlind(instants(blind))
                                .setOpenIncidents(open.size())
                                .setVersion(version)
                                .build()));
    }

    private static Map<String, Instant> instants(Map<String, Long> times) {
        Map<String, Instant> instants = new TreeMap<>();
        times.forEach((name, time) -> instants.put(name, Instant.ofEpochMilli(time)));
        return instants;
    }
}

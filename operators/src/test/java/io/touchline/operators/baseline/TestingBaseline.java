// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.beaconing.Rhythm;
import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.calibration.HistogramDelta;
import io.touchline.operators.edges.EdgeState;
import io.touchline.operators.novelty.ValueRow;
import io.touchline.operators.state.ValueRowSerializer;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.Interaction;
import io.touchline.testkit.DetectorContract;
import io.touchline.testkit.Harnesses;
import io.touchline.testkit.Harnesses.Backend;
import io.touchline.testkit.SerializerSnapshots;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;

/** The baseline operator in a harness; {@code detector} narrows what counts as a claim. */
public final class TestingBaseline implements DetectorContract.Subject {
    private final KeyedTwoInputStreamOperatorTestHarness<
                    String, Interaction, SharedTable, Candidate>
            harness;
    private final Backend backend;
    private final String detector;

    public TestingBaseline(Backend backend, String detector) throws Exception {
        this(backend, detector, null);
    }

    private TestingBaseline(Backend backend, String detector, @Nullable OperatorSubtaskState from)
            throws Exception {
        this.backend = backend;
        this.detector = detector;
        this.harness =
                Harnesses.keyed(
                        new BaselineOperator(BaselineOptions.defaults()),
                        Interaction::entity,
                        SharedTable::key,
                        backend,
                        from);
    }

    @Override
    public void row(Interaction row) throws Exception {
        harness.processElement1(row, row.writeTime());
    }

    public void table(SharedTable table) throws Exception {
        harness.processElement2(table, table.validFrom());
    }

    @Override
    public void watermark(long time) throws Exception {
        harness.processBothWatermarks(new Watermark(time));
    }

    void watermarkOfRows(long time) throws Exception {
        harness.processWatermark1(new Watermark(time));
    }

    void tablesAreIdle() throws Exception {
        harness.processWatermarkStatus2(WatermarkStatus.IDLE);
    }

    void barrier() throws Exception {
        Harnesses.barrier(harness);
    }

    @Override
    public TestingBaseline restored() throws Exception {
        OperatorSubtaskState state = Harnesses.barrier(harness);
        harness.close();
        return new TestingBaseline(backend, detector, state);
    }

    /** Both outputs, by (known at, finding id). */
    List<Candidate> candidates() {
        List<Candidate> all = new ArrayList<>(asked());
        all.addAll(calibrated());
        all.sort(Comparator.comparingLong(Candidate::knownAt).thenComparing(Candidate::findingId));
        return all;
    }

    List<Candidate> asked() {
        return Harnesses.values(harness).stream().filter(this::isOfDetector).toList();
    }

    List<Candidate> calibrated() {
        return Harnesses.side(harness, BaselineOperator.CALIBRATE).stream()
                .filter(this::isOfDetector)
                .toList();
    }

    private boolean isOfDetector(Candidate candidate) {
        return candidate.stratum().startsWith(detector);
    }

    /** Weights by stratum, hour, bucket and bin, summed over all flushes. */
    Map<String, Long> histograms() {
        Map<String, Long> sums = new TreeMap<>();
        for (HistogramDelta delta : Harnesses.side(harness, BaselineOperator.HISTOGRAMS)) {
            sums.merge(
                    delta.stratum() + ' ' + delta.hour() + ' ' + delta.bucket() + ' ' + delta.bin(),
                    delta.weight(),
                    Long::sum);
        }
        return sums;
    }

    List<Long> watermarks() {
        return Harnesses.watermarks(harness);
    }

    @Override
    public List<String> claims() {
        return candidates().stream().map(Candidate::toString).toList();
    }

    @Override
    public List<String> loudClaims() {
        return candidates().stream()
                .filter(it -> Math.min(it.rawBits(), it.capBits()) >= it.gateBits())
                .filter(it -> !it.finding().getCold())
                .map(Candidate::toString)
                .toList();
    }

    @Override
    public long entries() throws Exception {
        long rows = 0;
        for (String key : keys()) {
            rows += values(key).size() + rhythms(key) + edges(key).size();
        }
        return rows;
    }

    Map<Long, ValueRow> values(String key) throws Exception {
        MapState<Long, ValueRow> state =
                backend(key)
                        .getPartitionedState(
                                VoidNamespace.INSTANCE,
                                VoidNamespaceSerializer.INSTANCE,
                                new MapStateDescriptor<>(
                                        "values", Types.LONG, ValueRowSerializer.TYPE));
        Map<Long, ValueRow> rows = new TreeMap<>();
        if (state.entries() != null) {
            state.entries().forEach(row -> rows.put(row.getKey(), row.getValue()));
        }
        return rows;
    }

    Map<Long, EdgeState> edges(String key) throws Exception {
        MapState<Long, EdgeState> state =
                backend(key)
                        .getPartitionedState(
                                VoidNamespace.INSTANCE,
                                VoidNamespaceSerializer.INSTANCE,
                                BaselineOperator.EDGES);
        Map<Long, EdgeState> rows = new TreeMap<>();
        if (state.entries() != null) {
            state.entries().forEach(row -> rows.put(row.getKey(), row.getValue()));
        }
        return rows;
    }

    private long rhythms(String key) throws Exception {
        MapState<Long, Rhythm> state =
                backend(key)
                        .getPartitionedState(
                                VoidNamespace.INSTANCE,
                                VoidNamespaceSerializer.INSTANCE,
                                BaselineOperator.RHYTHMS);
        long rows = 0;
        for (Long hash : state.keys()) {
            rows += hash == null ? 0 : 1;
        }
        return rows;
    }

    @Nullable EntityBaseline baseline(String key) throws Exception {
        ValueState<EntityBaseline> state =
                backend(key)
                        .getPartitionedState(
                                VoidNamespace.INSTANCE,
                                VoidNamespaceSerializer.INSTANCE,
                                new ValueStateDescriptor<>(
                                        "entity-baseline", EntityBaselineSerializer.TYPE));
        return state.value();
    }

    /**
     * Every baseline as its bytes in hexadecimal digits, without the due time of its expiry: that
     * one is lazy, it is renewed when it has passed.
     */
    Map<String, String> baselines() throws Exception {
        Map<String, String> all = new TreeMap<>();
        for (String key : keys()) {
            EntityBaseline it = EntityBaselineSerializer.INSTANCE.copy(baseline(key));
            it.expiryDue = 0;
            byte[] bytes = SerializerSnapshots.bytes(EntityBaselineSerializer.INSTANCE, it);
            all.put(key, HexFormat.of().formatHex(bytes));
        }
        return all;
    }

    private List<String> keys() {
        KeyedStateBackend<String> state = harness.getOperator().getKeyedStateBackend();
        try (var keys = state.getKeys("entity-baseline", VoidNamespace.INSTANCE)) {
            return keys.map(key -> (String) key).sorted().toList();
        }
    }

    private KeyedStateBackend<String> backend(String key) {
        KeyedStateBackend<String> state = harness.getOperator().getKeyedStateBackend();
        state.setCurrentKey(key);
        return state;
    }

    int timers() {
        return harness.numEventTimeTimers();
    }

    @Override
    public long everythingHeld() {
        // rows of keys whose baseline is gone, too
        return harness.numKeyedStateEntries() + timers();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}

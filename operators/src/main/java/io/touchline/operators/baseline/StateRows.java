// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.beaconing.Ensembles;
import io.touchline.operators.beaconing.Rhythm;
import io.touchline.operators.edges.EdgeState;
import io.touchline.operators.novelty.ValueRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.jspecify.annotations.Nullable;

/**
 * The rows of the entity whose key is set, for one bundle: what is asked for at every contact is
 * read once and written once, by {@link #flush}.
 */
final class StateRows implements EntityRows {
    private final int maxValues;
    private final MapState<Long, ValueRow> values;
    private final MapState<Long, Rhythm> rhythms;
    private final MapState<Long, EdgeState> edges;
    private final ValueState<Ensembles> ensembles;
    private final Map<Long, EdgeState> heldEdges = new HashMap<>();
    private @Nullable Ensembles bursts;
    private boolean burstsChanged;

    StateRows(
            int maxValues,
            MapState<Long, ValueRow> values,
            MapState<Long, Rhythm> rhythms,
            MapState<Long, EdgeState> edges,
            ValueState<Ensembles> ensembles) {
        this.maxValues = maxValues;
        this.values = values;
        this.rhythms = rhythms;
        this.edges = edges;
        this.ensembles = ensembles;
    }

    @Override
    public Ensembles ensembles() throws Exception {
        Ensembles held = bursts;
        if (held == null) {
            held = ensembles.value();
            held = held == null ? new Ensembles() : held;
            bursts = held;
        }
        return held;
    }

    @Override
    public void putEnsembles(Ensembles all) {
        bursts = all;
        burstsChanged = true;
    }

    void flush() throws Exception {
        if (burstsChanged) {
            ensembles.update(bursts);
        }
        if (!heldEdges.isEmpty()) {
            edges.putAll(heldEdges);
        }
    }

    @Override
    public @Nullable ValueRow value(long valueHash) throws Exception {
        return values.get(valueHash);
    }

    @Override
    public void putValue(long valueHash, ValueRow row) throws Exception {
        values.put(valueHash, row);
    }

    @Override
    public int evictLeastKnown() throws Exception {
        List<Map.Entry<Long, ValueRow>> rows = new ArrayList<>();
        for (Map.Entry<Long, ValueRow> row : values.entries()) {
            rows.add(Map.entry(row.getKey(), row.getValue()));
        }
        rows.sort(
                Comparator.<Map.Entry<Long, ValueRow>>comparingInt(r -> r.getValue().days())
                        .thenComparingInt(r -> r.getValue().lastDay())
                        .thenComparing(Map.Entry::getKey));
        int evicted = Math.min(rows.size(), Math.max(1, maxValues / 8));
        for (Map.Entry<Long, ValueRow> row : rows.subList(0, evicted)) {
            values.remove(row.getKey());
        }
        return evicted;
    }

    @Override
    public @Nullable Rhythm rhythm(long hash) throws Exception {
        return rhythms.get(hash);
    }

    @Override
    public void putRhythm(long hash, Rhythm rhythm) throws Exception {
        rhythms.put(hash, rhythm);
    }

    @Override
    public void removeRhythm(long hash) throws Exception {
        rhythms.remove(hash);
    }

    @Override
    public Map<Long, Rhythm> rhythms() throws Exception {
        Map<Long, Rhythm> all = new HashMap<>();
        for (Map.Entry<Long, Rhythm> row : rhythms.entries()) {
            all.put(row.getKey(), row.getValue());
        }
        return all;
    }

    @Override
    public @Nullable EdgeState edge(long hash) throws Exception {
        EdgeState held = heldEdges.get(hash);
        return held != null ? held : edges.get(hash);
    }

    @Override
    public void putEdge(long hash, EdgeState edge) {
        heldEdges.put(hash, edge);
    }

    @Override
    public void removeEdge(long hash) throws Exception {
        heldEdges.remove(hash);
        edges.remove(hash);
    }

    @Override
    public Map<Long, EdgeState> edges() throws Exception {
        Map<Long, EdgeState> all = new HashMap<>();
        for (Map.Entry<Long, EdgeState> row : edges.entries()) {
            all.put(row.getKey(), row.getValue());
        }
        all.putAll(heldEdges);
        return all;
    }
}

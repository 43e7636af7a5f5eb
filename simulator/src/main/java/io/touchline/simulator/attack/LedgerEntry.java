// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.wire.Row;
import io.touchline.simulator.wire.Rows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/** What one stage planted; grows while its rows are written. */
final class LedgerEntry implements Rows {
    private static final int IDS = 20;

    private final StageSpec spec;
    private final int step;
    private final Instant at;
    private final Rows out;
    private final Predicate<Row> recorded;
    private final List<Map<String, Object>> entities = new ArrayList<>();
    private final Map<String, Long> records = new TreeMap<>();
    private final List<String> ids = new ArrayList<>();
    private String words = "";
    private LongSupplier touched = () -> 0;
    private Instant until;

    /**
     * @param recorded whether a row is written at all: a sensor that is not there shows nothing
     */
    LedgerEntry(StageSpec spec, int step, Instant at, Rows out, Predicate<Row> recorded) {
        this.spec = spec;
        this.step = step;
        this.at = at;
        this.out = out;
        this.recorded = recorded;
        this.until = at;
    }

    @Override
    public void add(Row row) {
        if (!recorded.test(row)) {
            return;
        }
        out.add(row);
        records.merge(row.log().file(), 1L, Long::sum);
        until = row.written().isAfter(until) ? row.written() : until;
        Object id = row.fields().getOrDefault("uid", row.fields().get("id"));
        if (id != null && ids.size() < IDS && !ids.contains(id.toString())) {
            ids.add(id.toString());
        }
    }

    /** What silences or replays others leaves no rows of its own; {@code rows} tells how many. */
    void lasts(Instant end, LongSupplier rows) {
        until = end.isAfter(until) ? end : until;
        touched = rows;
    }

    void involve(String role, Actor who, boolean shared) {
        Map<String, Object> entity = new LinkedHashMap<>();
        entity.put("role", role);
        entity.put("kind", who.kind());
        entity.put("aliases", who.aliases());
        if (shared) {
            entity.put("shared", true);
        }
        entities.add(entity);
    }

    void say(String text) {
        words = text;
    }

    /** Among recorded telemetry: what no log is there for. */
    void leaveOutUnlessSeen() {
        if (records.isEmpty() && !words.startsWith("left out")) {
            words = "left out: no log of it is there; " + words;
        }
    }

    Map<String, Object> line() {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", spec.kind());
        if (spec.kind().equals("benign")) {
            line.put("name", spec.pair().isEmpty() ? spec.means() : spec.pair());
        } else {
            line.put("chain", spec.chain());
            line.put("step", step);
            line.put("stage", Means.of(spec.means()).stage().key());
        }
        if (spec.kind().equals("context")) {
            line.put("pair", spec.pair());
            line.put("role", spec.side());
        }
        line.put("means", spec.means());
        line.put("from", at.toString());
        line.put("until", until.toString());
        line.put("entities", entities);
        line.put("planted", words);
        line.put("visible", !records.isEmpty() || touched.getAsLong() > 0);
        line.put("records", records);
        if (touched.getAsLong() > 0) {
            line.put("touched", touched.getAsLong());
        }
        line.put("ids", ids);
        return line;
    }
}

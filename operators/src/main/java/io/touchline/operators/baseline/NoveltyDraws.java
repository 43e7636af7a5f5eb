// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.operators.novelty.NoveltyDetector;
import io.touchline.operators.novelty.NoveltyState;
import io.touchline.operators.novelty.NoveltyWatch;
import io.touchline.operators.novelty.ValueRow;
import io.touchline.operators.novelty.Watched;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import java.util.List;

/** Draws what a row shows, learns it, and asks the peers about what is new. */
final class NoveltyDraws {
    private static final long DAY_MILLIS = 86_400_000;
    private static final double UNSETTLED_BITS = 14;

    private final int maxValues;
    private final Tables tables;
    private final ScoreSink sink;
    private final RhythmWatch rhythms;
    private final EnsembleWatch ensembles;
    private final CallBackWatch callBacks;

    NoveltyDraws(int maxValues, Tables tables, ScoreSink sink) {
        this.maxValues = maxValues;
        this.tables = tables;
        this.sink = sink;
        this.rhythms = new RhythmWatch(tables, sink);
        this.ensembles = new EnsembleWatch(tables, sink);
        this.callBacks = new CallBackWatch(tables, sink);
    }

    void draw(String entity, EntityBaseline it, Interaction row, EntityRows rows) throws Exception {
        List<Watched> drawn = NoveltyWatch.of(row);
        if (drawn.isEmpty()) {
            return;
        }
        int day = (int) Math.floorDiv(row.writeTime(), DAY_MILLIS);
        double told = 0;
        for (Watched watched : drawn) {
            told = watched.wider() ? told : Double.NEGATIVE_INFINITY;
            NoveltyState state = it.novelty(watched.attribute());
            String value = watched.value();
            if (value != null) {
                long hash = hash(watched.attribute(), value);
                if (!it.metToday(hash, day)) {
                    told = meet(entity, it, row, watched, value, hash, day, rows, told);
                }
            }
            NoveltyDetector.draw(state, row.when());
            if (value != null && RhythmWatch.watches(watched)) {
                rhythms.contact(entity, it, row, watched, value, rows);
                ensembles.contact(entity, it, row, watched, hash(watched.attribute(), value), rows);
            }
        }
    }

    /** Counts a value that is held from now on, and makes room. */
    void held(EntityBaseline it, EntityRows rows) throws Exception {
        it.values++;
        if (it.values > maxValues) {
            it.values -= rows.evictLeastKnown();
        }
    }

    static long hash(NoveltyAttribute attribute, String value) {
        return ContentIds.hash64(attribute.key() + '=' + value);
    }

    /** Learns a value; the bits that are told of it, else those of a narrower one. */
    private double meet(
            String entity,
            EntityBaseline it,
            Interaction row,
            Watched watched,
            String value,
            long hash,
            int day,
            EntityRows rows,
            double narrower)
            throws Exception {
        NoveltyState state = it.novelty(watched.attribute());
        ValueRow before = rows.value(hash);
        double bits = NoveltyDetector.newBits(watched.attribute(), state);
        ValueRow after = NoveltyDetector.learn(state, before, day);
        if (after != before) {
            rows.putValue(hash, after);
        }
        if (before != null) {
            return narrower;
        }
        if (RhythmWatch.watches(watched)) {
            RhythmWatch.open(it, hash, row, rows);
            ensembles.meet(it, watched, value, hash, row, rows);
        }
        if (CallBackWatch.watches(watched)) {
            callBacks.opens(entity, it, row, day, rows);
        }
        held(it, rows);
        boolean unsettled = it.unsettledUntil > row.writeTime();
        if (bits >= UNSETTLED_BITS) {
            it.unsettledUntil = row.writeTime() + DAY_MILLIS;
        }
        Watched counted = watched.beside(narrower, bits);
        SharedTable group = tables.group(entity, it, row.writeTime());
        Findings findings = new Findings(entity, it, tables, group.entities());
        sink.ask(
                findings.novelty(
                        it.stratum("novelty." + watched.attribute().key()),
                        it.bucket(),
                        bits,
                        it.capBits(),
                        unsettled,
                        EntityKeys.prevalence(group.key(), watched.attribute().key(), value),
                        counted,
                        value,
                        row));
        return counted.told() ? bits : narrower;
    }
}

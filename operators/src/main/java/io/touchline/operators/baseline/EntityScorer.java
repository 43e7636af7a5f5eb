// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.operators.novelty.NoveltyDetector;
import io.touchline.operators.novelty.NoveltyState;
import io.touchline.operators.novelty.NoveltyWatch;
import io.touchline.operators.novelty.ValueRow;
import io.touchline.operators.novelty.Watched;
import io.touchline.operators.order.OrderOptions;
import io.touchline.operators.rate.BytesState;
import io.touchline.operators.rate.CountState;
import io.touchline.operators.rate.RateDetector;
import io.touchline.operators.rate.RateMetric;
import io.touchline.operators.tables.EntityClass;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import java.util.List;
import java.util.Map;

/**
 * Applies interactions to one baseline, in order: closes windows, counts, draws, learns.
 *
 * <p>Everything it emits is stamped with the write time of the row, or the due time, that revealed
 * it; so the result depends on the order of rows alone, not on bundles or timers.
 */
final class EntityScorer {
    private static final long HOUR_MILLIS = 3_600_000;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;
    private static final double TIMER_BITS = 8;
    private static final int MAX_NAME = 48;
    private static final double UNSETTLED_BITS = 14;
    private static final double HALF_LIFE_HOURS = 21 * 24;

    private final BaselineOptions options;
    private final RateDetector rate;
    private final Tables tables;
    private final ScoreSink sink;

    EntityScorer(BaselineOptions options, Tables tables, ScoreSink sink) {
        this.options = options;
        this.rate = new RateDetector(options.rate());
        this.tables = tables;
        this.sink = sink;
    }

    /** One row; rows of an entity come in order of write time. */
    void apply(String entity, EntityBaseline it, Interaction row, Values values) throws Exception {
        if (it.closeDue != 0 && row.writeTime() > it.closeDue) {
            close(entity, it, it.closeDue, it.closeDue);
        }
        recognise(it, row);
        it.interactions++;
        it.lastSeen = Math.max(it.lastSeen, row.writeTime());
        if (it.isTransient() || row.action() == Action.ALERT) {
            return; // what a sensor remarks on is nothing that the entity does
        }
        rollTo(entity, it, row);
        count(entity, it, row);
        draw(entity, it, row, values);
    }

    /** Closes the open window because nobody came: called by the timer at its due time. */
    void close(String entity, EntityBaseline it, long due, long knownAt) {
        if (it.closeDue == due) {
            closeWindow(entity, it, knownAt);
        }
    }

    private void recognise(EntityBaseline it, Interaction row) {
        EntityClass seen = EntityClass.of(row);
        if (seen == EntityClass.CONTROLLER) {
            it.entityClass = EntityClass.CONTROLLER;
            it.zone = Zone.OT_CONTROL;
        } else if (it.zone != Zone.OT_CONTROL
                && EntityKeys.isKind(row.entity(), EntityKeys.DEVICE)) {
            it.zone = row.zoneEntity(); // what the venue file says may have changed
        }
        if (row.entityName() != null) {
            it.name = row.entityName().substring(0, Math.min(MAX_NAME, row.entityName().length()));
        }
        // a visitor that reaches an inner machine is looked at by itself from then on
        if (it.isTransient() && row.acts() && isInner(row)) {
            it.promoted = true;
        }
        if (!it.isTransient()) {
            it.address = row.attribute(Attribute.ENTITY_ADDRESS);
        }
    }

    private static boolean isInner(Interaction row) {
        return EntityKeys.isKind(row.peer(), EntityKeys.DEVICE)
                && (row.zonePeer().isOt() || row.action() == Action.CONNECT)
                && !isInfrastructure(row);
    }

    private static boolean isInfrastructure(Interaction row) {
        String port = row.attribute(Attribute.RESPONDER_PORT);
        return "53".equals(port) || "67".equals(port) || "123".equals(port) || "5353".equals(port);
    }

    // ---- windows

    private void rollTo(String entity, EntityBaseline it, Interaction row) {
        long hour = Math.floorDiv(row.until(), HOUR_MILLIS);
        if (it.window == EntityBaseline.NO_WINDOW) {
            it.window = hour;
            return;
        }
        long delay = OrderOptions.channelDelayMillis(row.channel());
        while (it.window != EntityBaseline.NO_WINDOW
                && it.window < hour
                && (row.writeTime() >= (it.window + 1) * HOUR_MILLIS + delay
                        || hour >= it.window + 2)) {
            closeWindow(entity, it, row.writeTime());
            if (hour > it.window && !nextBegan(it)) {
                // hours in which its source was blind teach it nothing, not even that it is quiet
                long unseen = tables.blindHours(row.source(), it.window, hour, row.writeTime());
                idle(it, hour - it.window - unseen);
                it.window = hour;
            }
        }
    }

    private static boolean nextBegan(EntityBaseline it) {
        return it.counts.values().stream().anyMatch(c -> c.count > 0)
                || (it.bytes != null && it.bytes.sum > 0);
    }

    private void idle(EntityBaseline it, long windows) {
        it.counts.values().forEach(count -> rate.idle(count, windows));
        it.matureWindows = (float) (it.matureWindows * Math.pow(2, -windows / HALF_LIFE_HOURS));
    }

    private void closeWindow(String entity, EntityBaseline it, long knownAt) {
        long end = (it.window + 1) * HOUR_MILLIS;
        SharedTable group = group(entity, it, knownAt);
        double groupRate = group.ratePerHour() / 65_536.0;
        Findings findings = new Findings(entity, it, tables, group.entities());
        int bucket = bucket(it);
        long when = it.exceededAt != 0 ? it.exceededAt : Math.min(end - 1, knownAt);
        for (Map.Entry<RateMetric, CountState> entry : it.counts.entrySet()) {
            double count = entry.getValue().count;
            RateDetector.Score score = rate.close(entry.getValue(), groupRate);
            String stratum = stratum("rate." + entry.getKey().key(), it);
            double bits = Math.min(score.bits(), cap(it));
            sink.count(stratum, bucket, bits, knownAt);
            if (bits >= TIMER_BITS) {
                sink.calibrate(
                        findings.rate(
                                stratum,
                                bucket,
                                bits,
                                entry.getKey(),
                                count,
                                score,
                                when,
                                knownAt));
            }
        }
        closeBytes(it, findings, bucket, when, knownAt);
        for (Map.Entry<NoveltyAttribute, NoveltyState> entry : it.novelty.entrySet()) {
            NoveltyState state = entry.getValue();
            if (state.drawn && !state.fresh) {
                sink.count(stratum("novelty." + entry.getKey().key(), it), bucket, 0, knownAt);
            }
            state.drawn = false;
            state.fresh = false;
        }
        it.matureWindows = (float) (it.matureWindows * Math.pow(2, -1 / HALF_LIFE_HOURS) + 1);
        it.window++;
        it.closeDue = 0;
        it.exceededAt = 0;
    }

    private void closeBytes(
            EntityBaseline it, Findings findings, int bucket, long when, long knownAt) {
        BytesState state = it.bytes;
        if (state == null) {
            return;
        }
        double sum = state.sum;
        String topPeer = state.topPeer;
        RateDetector.Score score = rate.closeBytes(state);
        if (sum > 0) {
            String stratum = stratum("rate.bytes-out", it);
            double bits = Math.min(score.bits(), cap(it));
            sink.count(stratum, bucket, bits, knownAt);
            if (bits >= TIMER_BITS && topPeer != null) {
                sink.calibrate(
                        findings.bytes(stratum, bucket, bits, sum, score, topPeer, when, knownAt));
            }
        }
    }

    // ---- counts

    private void count(String entity, EntityBaseline it, Interaction row) {
        if (it.entityClass == EntityClass.COHORT) {
            return; // a crowd's size is the event's, not a member's
        }
        long hour = Math.floorDiv(row.until(), HOUR_MILLIS);
        add(it, row.acts() ? RateMetric.ACTIVITY : RateMetric.REQUESTS, 1, hour);
        if (row.acts() && (row.outcome() == Outcome.FAILURE || row.outcome() == Outcome.DENIED)) {
            add(it, RateMetric.FAILURES, 1, hour);
        }
        double bytes = row.measure(Measure.BYTES_OUT, 0);
        if (row.acts() && bytes > 0 && EntityKeys.isExternal(row.peer()) && hour >= it.window) {
            it.bytes().add(bytes, row.peer(), hour == it.window);
        }
        watchOpenWindow(entity, it, row, hour);
    }

    private void add(EntityBaseline it, RateMetric metric, double amount, long hour) {
        CountState state = it.count(metric);
        if (hour < it.window) {
            rate.behind(state, amount, it.window - hour);
        } else if (hour == it.window) {
            state.count += (float) amount;
        } else {
            state.next += (float) amount;
        }
    }

    /** Sets the due time once a count already exceeds its gate, so that it closes on time. */
    private void watchOpenWindow(String entity, EntityBaseline it, Interaction row, long hour) {
        if (it.closeDue != 0 || hour != it.window) {
            return;
        }
        double groupRate = group(entity, it, row.writeTime()).ratePerHour() / 65_536.0;
        for (CountState state : it.counts.values()) {
            if (state.count > 8 && rate.score(state, state.count, groupRate).bits() >= TIMER_BITS) {
                long end = (it.window + 1) * HOUR_MILLIS;
                long due = end + OrderOptions.channelDelayMillis(row.channel());
                it.exceededAt = row.when();
                it.closeDue = Math.max(due, row.writeTime());
                return;
            }
        }
    }

    // ---- draws

    private void draw(String entity, EntityBaseline it, Interaction row, Values values)
            throws Exception {
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
                long hash = ContentIds.hash64(watched.attribute().key() + '=' + value);
                if (!it.metToday(hash, day)) {
                    told = meet(entity, it, row, watched, value, hash, day, values, told);
                }
            }
            NoveltyDetector.draw(state, row.when());
        }
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
            Values values,
            double narrower)
            throws Exception {
        NoveltyState state = it.novelty(watched.attribute());
        ValueRow before = values.get(hash);
        double bits = NoveltyDetector.newBits(watched.attribute(), state);
        ValueRow after = NoveltyDetector.learn(state, before, day);
        if (after != before) {
            values.put(hash, after);
        }
        if (before != null) {
            return narrower;
        }
        it.values++;
        if (it.values > options.maxValues()) {
            it.values -= values.evictLeastKnown();
        }
        boolean unsettled = it.unsettledUntil > row.writeTime();
        if (bits >= UNSETTLED_BITS) {
            it.unsettledUntil = row.writeTime() + DAY_MILLIS;
        }
        Watched counted = watched.beside(narrower, bits);
        SharedTable group = group(entity, it, row.writeTime());
        Findings findings = new Findings(entity, it, tables, group.entities());
        sink.ask(
                findings.novelty(
                        stratum("novelty." + watched.attribute().key(), it),
                        bucket(it),
                        bits,
                        cap(it),
                        unsettled,
                        EntityKeys.prevalence(group.key(), watched.attribute().key(), value),
                        counted,
                        value,
                        row));
        return counted.told() ? bits : narrower;
    }

    // ---- shared

    private SharedTable group(String entity, EntityBaseline it, long time) {
        return tables.group(EntityKeys.group(EntityKeys.site(entity), it.entityClass.key()), time);
    }

    private static String stratum(String detector, EntityBaseline it) {
        return EntityKeys.stratum(detector, it.entityClass.key());
    }

    /** log2 of the support. */
    private static int bucket(EntityBaseline it) {
        return Math.min(15, (int) (Math.log(1 + it.matureWindows) / Math.log(2)));
    }

    /** A young model cannot claim more than it can know. */
    private static double cap(EntityBaseline it) {
        return Math.log(it.matureWindows + 2) / Math.log(2) + 10;
    }

    /** The baseline of an entity that is met for the first time. */
    static EntityBaseline born(Interaction row) {
        return new EntityBaseline(EntityClass.of(row), row.zoneEntity(), row.writeTime());
    }
}

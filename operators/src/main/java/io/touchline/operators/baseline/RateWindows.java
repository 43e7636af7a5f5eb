// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.operators.novelty.NoveltyState;
import io.touchline.operators.order.OrderOptions;
import io.touchline.operators.rate.BytesState;
import io.touchline.operators.rate.CountState;
import io.touchline.operators.rate.RateDetector;
import io.touchline.operators.rate.RateMetric;
import io.touchline.operators.rate.RateOptions;
import io.touchline.operators.rate.WindowShares;
import io.touchline.operators.scanning.ScanState;
import io.touchline.operators.tables.EntityClass;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import java.util.Map;

/** Counts by the hour of an entity, and closes its hours: lazily, at the next row past them. */
final class RateWindows {
    static final long HOUR_MILLIS = 3_600_000;
    private static final double TIMER_BITS = 8;
    private static final double HALF_LIFE_HOURS = 21 * 24;
    private static final double HOURS_PER_DAY = 24;

    /** A half-life of ten events, for what is there for events alone. */
    private static final double APPEARANCE = Math.pow(2, -1.0 / 10);

    /** Quiet for so long, it comes back for another event. */
    private static final long BETWEEN_EVENTS_HOURS = 12;

    /** Idle hours that are gone through one by one; more are a closed form. */
    private static final long FEW_HOURS = 48;

    private final RateDetector rate;
    private final Tables tables;
    private final ScoreSink sink;

    RateWindows(RateOptions options, Tables tables, ScoreSink sink) {
        this.rate = new RateDetector(options);
        this.tables = tables;
        this.sink = sink;
    }

    /** Closes what the row has passed. */
    void rollTo(String entity, EntityBaseline it, Interaction row) {
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
                idle(it, row, hour);
                it.window = hour;
            }
        }
    }

    private static boolean nextBegan(EntityBaseline it) {
        return it.counts.values().stream().anyMatch(c -> c.count > 0)
                || (it.bytes != null && it.bytes.sum > 0);
    }

    /** Hours without activity before {@code hour}. */
    private void idle(EntityBaseline it, Interaction row, long hour) {
        long passed = hour - it.window;
        if (it.isForEvents()) {
            if (passed >= BETWEEN_EVENTS_HOURS) {
                fade(it, APPEARANCE);
            }
            return;
        }
        // hours in which its source was blind teach it nothing, not even that it is quiet
        long seen = passed - tables.blindHours(row.source(), it.window, hour, row.writeTime());
        if (passed <= FEW_HOURS) {
            for (long idle = it.window; idle < hour; idle++) {
                if (tables.blindHours(row.source(), idle, idle + 1, row.writeTime()) == 0) {
                    WindowShares window = tables.shares(idle, row.writeTime());
                    it.counts.values().forEach(count -> rate.idleHour(count, window));
                }
            }
        } else {
            it.counts.values().forEach(count -> rate.idleDays(count, seen / HOURS_PER_DAY));
        }
        it.counts.values().forEach(count -> rate.idle(count, seen));
        fade(it, Math.pow(2, -seen / HALF_LIFE_HOURS));
    }

    private static void fade(EntityBaseline it, double factor) {
        it.matureWindows = (float) (it.matureWindows * factor);
        it.eventWindows = (float) (it.eventWindows * factor);
    }

    void closeWindow(String entity, EntityBaseline it, long knownAt) {
        long end = (it.window + 1) * HOUR_MILLIS;
        SharedTable group = tables.group(entity, it, knownAt);
        double groupRate = group.ratePerHour() / 65_536.0;
        WindowShares window = tables.shares(it.window, knownAt);
        Findings findings = new Findings(entity, it, tables, group.entities());
        int bucket = it.bucket();
        long when = it.exceededAt != 0 ? it.exceededAt : Math.min(end - 1, knownAt);
        for (Map.Entry<RateMetric, CountState> entry : it.counts.entrySet()) {
            double count = entry.getValue().count;
            RateDetector.Score score = rate.close(entry.getValue(), groupRate, window);
            String stratum = it.stratum("rate." + entry.getKey().key());
            double bits = Math.min(score.bits(), it.capBits());
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
        closeBytes(it, findings, bucket, window, when, knownAt);
        for (Map.Entry<NoveltyAttribute, NoveltyState> entry : it.novelty.entrySet()) {
            NoveltyState state = entry.getValue();
            if (state.drawn && !state.fresh) {
                sink.count(it.stratum("novelty." + entry.getKey().key()), bucket, 0, knownAt);
            }
            state.drawn = false;
            state.fresh = false;
        }
        ScanState scan = it.scan;
        if (scan != null) {
            sink.count(it.stratum(ScanWatch.STRATUM), bucket, scan.highest, knownAt);
            scan.highest = 0;
        }
        EdgeWatch.closeHour(it, sink, knownAt);
        // an arrival is measured against all the hours in which nobody arrived
        sink.count(it.stratum(ArrivalWatch.STRATUM), 0, 0, knownAt);
        fade(it, Math.pow(2, -1 / HALF_LIFE_HOURS));
        it.matureWindows++;
        it.eventWindows += (float) (1 - window.usual());
        it.window++;
        it.closeDue = 0;
        it.exceededAt = 0;
    }

    private void closeBytes(
            EntityBaseline it,
            Findings findings,
            int bucket,
            WindowShares window,
            long when,
            long knownAt) {
        BytesState state = it.bytes;
        if (state == null) {
            return;
        }
        double sum = state.sum;
        String topPeer = state.topPeer;
        RateDetector.Score score = rate.closeBytes(state, window);
        if (sum > 0) {
            String stratum = it.stratum("rate.bytes-out");
            double bits = Math.min(score.bits(), it.capBits());
            sink.count(stratum, bucket, bits, knownAt);
            if (bits >= TIMER_BITS && topPeer != null) {
                sink.calibrate(
                        findings.bytes(stratum, bucket, bits, sum, score, topPeer, when, knownAt));
            }
        }
    }

    /** Adds a row to the hour it belongs to. */
    void count(String entity, EntityBaseline it, Interaction row) {
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
        double groupRate = tables.group(entity, it, row.writeTime()).ratePerHour() / 65_536.0;
        for (CountState state : it.counts.values()) {
            if (state.count > 8
                    && rate.score(
                                            state,
                                            state.count,
                                            groupRate,
                                            tables.shares(hour, row.writeTime()))
                                    .bits()
                            >= TIMER_BITS) {
                long end = (it.window + 1) * HOUR_MILLIS;
                long due = end + OrderOptions.channelDelayMillis(row.channel());
                it.exceededAt = row.when();
                it.closeDue = Math.max(due, row.writeTime());
                return;
            }
        }
    }
}

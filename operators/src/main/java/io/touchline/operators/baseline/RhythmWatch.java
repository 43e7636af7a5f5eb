// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.beaconing.BeaconDetector;
import io.touchline.operators.beaconing.BeaconScores;
import io.touchline.operators.beaconing.Rhythm;
import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.operators.novelty.NoveltyWatch;
import io.touchline.operators.novelty.Watched;
import io.touchline.operators.order.OrderOptions;
import io.touchline.operators.stats.Decimals;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.Action;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Finding;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Follows the visits to each outside destination for a week from the first, and asks the peers when
 * they look like a clock's.
 */
final class RhythmWatch {
    static final int MOST = 64;
    private static final long KEPT_MILLIS = 7 * 86_400_000L;
    private static final long YOUNGEST_MILLIS = 60_000;

    /** Less than this is no reason to ask. */
    private static final double LEAST_BITS = 4;

    /** A later look is told only if it is clearer by so many bits: twice at most. */
    private static final double CLEARER = 20;

    private final Tables tables;
    private final ScoreSink sink;

    RhythmWatch(Tables tables, ScoreSink sink) {
        this.tables = tables;
        this.sink = sink;
    }

    /** Whether the value is a destination that can be called by the clock. */
    static boolean watches(Watched watched) {
        return watched.attribute() == NoveltyAttribute.DESTINATION
                || watched.attribute() == NoveltyAttribute.EXTERNAL_ADDRESS;
    }

    /** A destination that the entity meets for the first time. */
    static void open(EntityBaseline it, long hash, Interaction row, EntityRows rows)
            throws Exception {
        RhythmSet set = it.rhythms();
        if (set.mayHold(hash) && rows.rhythm(hash) != null) {
            return; // only its value was forgotten
        }
        if (set.size >= MOST) {
            evict(set, row.writeTime(), rows);
        }
        rows.putRhythm(hash, new Rhythm(row.writeTime()));
        set.add(hash);
        set.size++;
    }

    /** A visit, where the destination is followed. To ask for a name is no visit. */
    void contact(
            String entity,
            EntityBaseline it,
            Interaction row,
            Watched watched,
            String value,
            EntityRows rows)
            throws Exception {
        long hash = NoveltyDraws.hash(watched.attribute(), value);
        if (row.action() == Action.RESOLVE || it.rhythms == null || !it.rhythms.mayHold(hash)) {
            return;
        }
        Rhythm rhythm = rows.rhythm(hash);
        if (rhythm == null) {
            return;
        }
        if (row.writeTime() > rhythm.openedAt + KEPT_MILLIS) {
            rows.removeRhythm(hash);
            it.rhythms.size--;
            return;
        }
        long settled = row.writeTime() - OrderOptions.channelDelayMillis(row.channel());
        BeaconDetector.Look look = BeaconDetector.contact(rhythm, row.when(), settled);
        if (look != null) {
            judge(entity, it, row, watched, value, rhythm, look);
        }
        rows.putRhythm(hash, rhythm);
    }

    private void judge(
            String entity,
            EntityBaseline it,
            Interaction row,
            Watched watched,
            String value,
            Rhythm rhythm,
            BeaconDetector.Look look) {
        int bucket = Math.min(15, (int) (Math.log(look.gaps()) / Math.log(2)));
        String stratum = it.stratum("beaconing");
        double bits = look.bits();
        if (bits < (rhythm.told == 0 ? LEAST_BITS : rhythm.told + CLEARER)) {
            sink.count(stratum, bucket, rhythm.told > 0 ? 0 : bits, row.writeTime());
            return;
        }
        rhythm.told = (float) bits;
        SharedTable group = tables.group(entity, it, row.writeTime());
        Finding.Builder finding =
                new Findings(entity, it, tables, group.entities())
                        .overTime("beaconing", row)
                        .setFindingId(
                                ContentIds.uuid(
                                        "beaconing",
                                        watched.attribute().key(),
                                        entity,
                                        value,
                                        Long.toString(rhythm.openedAt),
                                        Integer.toString(look.gaps())))
                        .setStage(Stage.COMMAND_AND_CONTROL.key())
                        .setObserved(
                                "called "
                                        + value
                                        + " about every "
                                        + period(look.periodSeconds())
                                        + ", "
                                        + look.gaps()
                                        + " times")
                        .setExpected("visits by people come in bursts")
                        .setSupport((long) look.gaps())
                        .setTechniques(List.of("T1071"))
                        .setExplanation(
                                "calls as regularly as a machine ("
                                        + Decimals.fixed(bits, 1)
                                        + " bits)")
                        .setParts(
                                Map.of(
                                        "regularity", look.regularityBits(),
                                        "visits", look.visitsBits(),
                                        "peak", look.peakBits(),
                                        "own", bits));
        sink.ask(
                new Candidate(
                        stratum,
                        bucket,
                        bits,
                        NoveltyWatch.GATE,
                        Math.max(it.capBits(), BeaconScores.capBits(look.gaps())),
                        row.writeTime(),
                        EntityKeys.prevalence(group.key(), watched.attribute().key(), value),
                        ContentIds.hash64(entity),
                        group.entities(),
                        it.unsettledUntil > row.writeTime(),
                        finding.build()));
    }

    private static String period(double seconds) {
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return seconds < 600
                ? Math.round(seconds) + " s"
                : String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    /** Drops what is over, else the eighth that was visited least for its age. */
    private static void evict(RhythmSet set, long now, EntityRows rows) throws Exception {
        List<Map.Entry<Long, Rhythm>> all = new ArrayList<>(rows.rhythms().entrySet());
        all.sort(
                Comparator.<Map.Entry<Long, Rhythm>>comparingDouble(
                                row -> perMinute(row.getValue(), now))
                        .thenComparing(Map.Entry::getKey));
        int least = Math.max(MOST / 8, all.size() - MOST + 1);
        Arrays.fill(set.words, 0);
        set.size = 0;
        for (int i = 0; i < all.size(); i++) {
            Map.Entry<Long, Rhythm> row = all.get(i);
            if (i < least || row.getValue().openedAt + KEPT_MILLIS < now) {
                rows.removeRhythm(row.getKey());
            } else {
                set.add(row.getKey());
                set.size++;
            }
        }
    }

    private static double perMinute(Rhythm rhythm, long now) {
        long age = Math.max(YOUNGEST_MILLIS, now - rhythm.openedAt);
        return (1.0 + rhythm.contacts()) * 60_000 / age;
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.edges.BurstDetector;
import io.touchline.operators.edges.BurstDetector.Burst;
import io.touchline.operators.edges.EdgeState;
import io.touchline.operators.edges.EndState;
import io.touchline.operators.edges.EntityEdges;
import io.touchline.operators.novelty.NoveltyWatch;
import io.touchline.operators.stats.Bits;
import io.touchline.operators.stats.Decimals;
import io.touchline.operators.tables.EntityClass;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.Action;
import io.touchline.schemas.Channel;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Stage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Counts contacts with inner peers by the minute, each edge and all together, and tells when there
 * are many more than ever.
 */
final class EdgeWatch {
    static final String STRATUM = "edges";
    static final int MOST = 256;
    private static final long MINUTE_MILLIS = 60_000;
    private static final int KEPT_MINUTES = 30 * 1_440;

    /** Backups and patches come by the week: before that an entity has not shown all it does. */
    private static final long LEAST_LIFE_MILLIS = 8 * 86_400_000L;

    /**
     * Raw bits from which a burst is worth telling: about eight times the usual. Most hours have no
     * surprise at all, so calibration finds the least one rare: that is not enough.
     */
    private static final double LEAST_BITS = 16;

    /** Told again in the same hour only if it is so many times clearer: twice at most. */
    private static final double CLEARER = 3;

    private final Tables tables;
    private final ScoreSink sink;

    EdgeWatch(Tables tables, ScoreSink sink) {
        this.tables = tables;
        this.sink = sink;
    }

    void contact(String entity, EntityBaseline it, Interaction row, EntityRows rows)
            throws Exception {
        if (!watches(it, row)) {
            return;
        }
        boolean failed = row.outcome() == Outcome.FAILURE || row.outcome() == Outcome.DENIED;
        int tick = (int) Math.floorDiv(row.when(), MINUTE_MILLIS);
        String peer = EntityKeys.withoutService(row.peer());
        long hash = ContentIds.hash64((row.acts() ? "edge to " : "edge from ") + peer);
        EntityEdges edges = it.edges();
        EdgeState edge = edge(edges, hash, tick, failed, rows);
        EndState end = edges.end(row.acts());
        Burst burst = BurstDetector.contact(end, edge, failed, tick);
        if (row.writeTime() - it.firstSeen < LEAST_LIFE_MILLIS) {
            return;
        }
        // to be asked for by a crowd is no attack of one
        boolean oneOfMany = !row.acts() && edge.current < end.all.current / 2;
        double bits = oneOfMany ? 0 : Math.min(burst.bits(), Bits.MAX);
        edges.highest = (float) Math.max(edges.highest, Math.min(bits, it.capBits()));
        if (bits >= (edges.told == 0 ? LEAST_BITS : edges.told * CLEARER)
                && it.capBits() >= LEAST_BITS) {
            edges.told = (float) bits;
            tell(entity, it, row, peer, end, edge, burst);
        }
    }

    private static boolean watches(EntityBaseline it, Interaction row) {
        boolean contact = row.action() == Action.CONNECT || row.action() == Action.LOG_ON;
        boolean inner =
                EntityKeys.isKind(row.peer(), EntityKeys.DEVICE)
                        || EntityKeys.isKind(row.peer(), EntityKeys.ACCOUNT);
        boolean watched = row.channel() == Channel.NETWORK || row.channel() == Channel.ENDPOINT;
        return contact
                && inner
                && watched
                && it.entityClass != EntityClass.COHORT
                && !EntityScorer.isInfrastructure(row);
    }

    /** Who only knocks has no edge: a door that does not open is counted with all others. */
    private static EdgeState edge(
            EntityEdges edges, long hash, int tick, boolean failed, EntityRows rows)
            throws Exception {
        EdgeState edge = rows.edge(hash);
        if (edge != null && tick - edge.tick <= KEPT_MINUTES) {
            rows.putEdge(hash, edge);
            return edge;
        }
        EdgeState fresh = new EdgeState();
        if (edge == null) {
            if (failed) {
                return fresh;
            }
            if (edges.size >= MOST) {
                evict(edges, tick, rows);
            }
            edges.size++;
        }
        rows.putEdge(hash, fresh);
        return fresh;
    }

    /** Drops what is over, else the eighth that has least for its age. */
    private static void evict(EntityEdges edges, int tick, EntityRows rows) throws Exception {
        List<Map.Entry<Long, EdgeState>> all = new ArrayList<>(rows.edges().entrySet());
        all.sort(
                Comparator.<Map.Entry<Long, EdgeState>>comparingDouble(
                                row -> perMinute(row.getValue(), tick))
                        .thenComparing(Map.Entry::getKey));
        int least = Math.max(MOST / 8, all.size() - MOST + 1);
        edges.size = all.size();
        for (int i = 0; i < all.size(); i++) {
            Map.Entry<Long, EdgeState> row = all.get(i);
            if (i < least || tick - row.getValue().tick > KEPT_MINUTES) {
                rows.removeEdge(row.getKey());
                edges.size--;
            }
        }
    }

    private static double perMinute(EdgeState edge, int tick) {
        return (edge.shape + edge.current) / (1.0 + edge.exposure + Math.max(0, tick - edge.tick));
    }

    /** The hour is over: one score of it, for calibration. */
    static void closeHour(EntityBaseline it, ScoreSink sink, long knownAt) {
        EntityEdges edges = it.edges;
        if (edges == null) {
            return;
        }
        if (knownAt - it.firstSeen >= LEAST_LIFE_MILLIS) {
            sink.count(it.stratum(STRATUM), it.bucket(), edges.highest, knownAt);
        }
        edges.highest = 0;
        edges.told = 0;
        if (edges.acting != null) {
            BurstDetector.closeHour(edges.acting);
        }
        if (edges.actedUpon != null) {
            BurstDetector.closeHour(edges.actedUpon);
        }
    }

    private void tell(
            String entity,
            EntityBaseline it,
            Interaction row,
            String peer,
            EndState end,
            EdgeState edge,
            Burst burst) {
        double bits = Math.min(burst.bits(), it.capBits());
        boolean ofEdge = edge.current >= end.all.current / 2;
        EdgeState shown = ofEdge ? edge : end.all;
        boolean inVain = end.failures > end.all.current / 2;
        Stage stage =
                row.acts() ? inVain ? Stage.DISCOVERY : Stage.LATERAL_MOVEMENT : Stage.AVAILABILITY;
        String times = Math.round(shown.current) + " times in 10 minutes";
        String name = row.peerName() != null ? row.peerName() : EntityKeys.id(peer);
        SharedTable group = tables.group(entity, it, row.writeTime());
        Findings findings = new Findings(entity, it, tables, group.entities());
        sink.calibrate(
                findings.candidate(
                        it.stratum(STRATUM),
                        it.bucket(),
                        bits,
                        NoveltyWatch.GATE,
                        row.writeTime(),
                        findings.overTime("edges", row)
                                .setFindingId(
                                        ContentIds.uuid(
                                                "edges",
                                                entity,
                                                peer,
                                                Long.toHexString(row.idHigh()),
                                                Long.toHexString(row.idLow())))
                                .setStage(stage.key())
                                .setObserved(observed(row.acts(), ofEdge, name, times))
                                .setExpected(
                                        "at most "
                                                + Math.max(1, Math.round(shown.peak))
                                                + " in 10 minutes")
                                .setSupport((long) it.matureWindows)
                                .setTechniques(List.of(technique(stage, row)))
                                .setExplanation(
                                        (ofEdge
                                                        ? "far more between the two"
                                                        : "far more contacts with all inner"
                                                                + " machines together")
                                                + " than ever before ("
                                                + Decimals.fixed(bits, 1)
                                                + " bits)"
                                                + (inVain ? ", most of them in vain" : ""))
                                .setParts(
                                        Map.of(
                                                "edge", Math.min(burst.edgeBits(), Bits.MAX),
                                                "all", Math.min(burst.allBits(), Bits.MAX)))));
    }

    private static String observed(boolean acts, boolean ofEdge, String name, String times) {
        if (!acts) {
            return "was contacted " + times + (ofEdge ? " by " : ", most often by ") + name;
        }
        return ofEdge
                ? "contacted " + name + ' ' + times
                : "contacted inner machines " + times + ", " + name + " among them";
    }

    private static String technique(Stage stage, Interaction row) {
        return switch (stage) {
            case AVAILABILITY -> "T1499";
            case DISCOVERY -> row.action() == Action.LOG_ON ? "T1110" : "T1046";
            default -> "T1021";
        };
    }
}

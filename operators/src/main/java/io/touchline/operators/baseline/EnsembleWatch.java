// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.beaconing.Ensemble;
import io.touchline.operators.beaconing.EnsembleDetector;
import io.touchline.operators.beaconing.Ensembles;
import io.touchline.operators.beaconing.Step;
import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.operators.novelty.NoveltyWatch;
import io.touchline.operators.novelty.Watched;
import io.touchline.operators.stats.Decimals;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Finding;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows the outside destinations that an entity met for the first time within seconds, and asks
 * the peers when it keeps them in step. Rarity enters once: one member asks for all, the one of
 * lowest hash, which neither the first page of a site nor a decoy beside the others decides.
 */
final class EnsembleWatch {
    static final String STRATUM = "ensemble";

    /** One for bursts of any size: the bits have it, and large ones are too few to be judged by. */
    private static final int BUCKET = 0;

    /** Less than this is no reason to ask. */
    private static final double LEAST_BITS = 6;

    /** A later look is told only if it is clearer by so many bits. */
    private static final double CLEARER = 5;

    private final Tables tables;
    private final ScoreSink sink;

    EnsembleWatch(Tables tables, ScoreSink sink) {
        this.tables = tables;
        this.sink = sink;
    }

    /** A destination that the entity meets for the first time; it is in {@link RhythmSet} then. */
    void meet(
            EntityBaseline it,
            Watched watched,
            String value,
            long hash,
            Interaction row,
            EntityRows rows)
            throws Exception {
        Ensembles all = rows.ensembles();
        if (all.of(hash, row.writeTime()) == null) { // else only its value was forgotten
            all.meet(
                    isName(watched),
                    hash,
                    value,
                    row.when(),
                    row.writeTime(),
                    over -> count(it, over, row.writeTime()));
            rows.putEnsembles(all);
        }
    }

    /** Most bursts never come to a look, and so are what is usual. */
    private void count(EntityBaseline it, Ensemble over, long time) {
        if (over.looks == 0) {
            sink.count(it.stratum(STRATUM), BUCKET, 0, time);
        }
    }

    /** A row about a destination; costs an access only where it may be followed. */
    void contact(
            String entity,
            EntityBaseline it,
            Interaction row,
            Watched watched,
            long hash,
            EntityRows rows)
            throws Exception {
        if (it.rhythms == null || !it.rhythms.mayHold(hash)) {
            return;
        }
        Ensembles all = rows.ensembles();
        Ensemble ensemble = all.of(hash, row.writeTime());
        if (ensemble == null) {
            return;
        }
        EnsembleDetector.Look look = EnsembleDetector.contact(all, ensemble, hash, row);
        if (look != null) {
            judge(entity, it, row, watched, all, ensemble, look);
        }
        rows.putEnsembles(all);
    }

    private static boolean isName(Watched watched) {
        return watched.attribute() == NoveltyAttribute.DESTINATION;
    }

    private void judge(
            String entity,
            EntityBaseline it,
            Interaction row,
            Watched watched,
            Ensembles all,
            Ensemble ensemble,
            EnsembleDetector.Look look) {
        String stratum = it.stratum(STRATUM);
        Ensemble twin = all.twin(ensemble);
        double told = Math.max(ensemble.told, twin == null ? 0 : twin.told);
        if (look.bits() < (told == 0 ? LEAST_BITS : told + CLEARER)) {
            sink.count(stratum, BUCKET, told > 0 ? 0 : look.bits(), row.writeTime());
            return;
        }
        ensemble.told = (float) look.bits();
        SharedTable group = tables.group(entity, it, row.writeTime());
        String asks = ensemble.shown().get(0);
        sink.ask(
                new Candidate(
                        stratum,
                        BUCKET,
                        look.bits(),
                        NoveltyWatch.GATE,
                        it.capBits(),
                        row.writeTime(),
                        EntityKeys.prevalence(group.key(), watched.attribute().key(), asks),
                        ContentIds.hash64(entity),
                        group.entities(),
                        it.unsettledUntil > row.writeTime(),
                        finding(
                                new Findings(entity, it, tables, group.entities())
                                        .overTime("beaconing", row)
                                        .setFindingId(
                                                ContentIds.uuid(
                                                        STRATUM,
                                                        watched.attribute().key(),
                                                        entity,
                                                        Long.toString(ensemble.origin),
                                                        Integer.toString(ensemble.looks))),
                                ensemble,
                                twin,
                                look)));
    }

    private static Finding finding(
            Finding.Builder finding,
            Ensemble it,
            @Nullable Ensemble twin,
            EnsembleDetector.Look look) {
        Map<String, Double> parts = new HashMap<>();
        look.stepBits().forEach((step, bits) -> parts.put(step.key(), bits));
        parts.put("onset", look.onsetBits());
        parts.put("own", look.bits());
        double seconds = Math.max(1, Math.ceil((it.to - it.from) / 1000.0));
        return finding.setStage(Stage.COMMAND_AND_CONTROL.key())
                .setObserved(
                        format(
                                "opened %d new destinations within %.0f s and kept %s in step, %s",
                                look.opened(),
                                seconds,
                                look.members() == look.opened()
                                        ? "them"
                                        : Integer.toString(look.members()),
                                level(look)))
                .setExpected(
                        format(
                                "%.1f new destinations at a time, which differ by a factor of %.1f",
                                look.usualMembers(), look.unlike()))
                .setSupport((long) it.observations())
                .setTechniques(List.of("T1071"))
                .setExplanation(
                        "keeps "
                                + list(it)
                                + (twin == null ? "" : ", together with " + list(twin) + ",")
                                + " in step as one program does ("
                                + Decimals.fixed(look.bits(), 1)
                                + " bits)"
                                + late(it, look))
                .setParts(parts)
                .build();
    }

    private static String level(EnsembleDetector.Look look) {
        return switch (look.best()) {
            case RATE -> format("%.1f packets/s each", look.level());
            case AMOUNT -> format("%,.0f bytes each", look.level());
            case CONTACTS -> format("%.0f contacts each", look.level());
        };
    }

    private static String list(Ensemble it) {
        List<String> shown = it.shown();
        int others = it.members.size() - shown.size();
        return String.join(", ", shown) + (others > 0 ? " and " + others + " more" : "");
    }

    /** Without interim records a connection is seen when it ends: the reader must know. */
    private static String late(Ensemble it, EnsembleDetector.Look look) {
        return it.whileOpen || look.best() == Step.CONTACTS
                ? ""
                : "; told by connections that had ended";
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}

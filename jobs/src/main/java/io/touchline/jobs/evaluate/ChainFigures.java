// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.jobs.evaluate.Ledger.Planted;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How whole the planted chains came back. The best incident of a chain is the one that recalls most
 * of its visible stages; among equals the one of the highest score, which is read first.
 *
 * @param detected chains of which some incident recalls a stage
 * @param complete chains of which one incident recalls every visible stage
 * @param completeness visible stages that the best incidents recall
 * @param purity steps of the best incidents that fit something planted
 * @param pure best incidents of which at least 80 % of the steps fit something planted
 */
record ChainFigures(Share detected, Share complete, Share completeness, Share purity, Share pure) {
    static final ChainFigures NONE =
            new ChainFigures(Share.NONE, Share.NONE, Share.NONE, Share.NONE, Share.NONE);

    private static final double PURE = 0.8;

    /** Of all chains of which some log shows something. */
    static ChainFigures of(Ledger ledger, Collection<Incident> incidents) {
        return ledger.chains().values().stream()
                .map(chain -> chain.stream().filter(Planted::visible).toList())
                .filter(visible -> !visible.isEmpty())
                .map(visible -> of(visible, ledger, incidents))
                .reduce(NONE, ChainFigures::plus);
    }

    private static ChainFigures of(
            List<Planted> stages, Ledger ledger, Collection<Incident> incidents) {
        Optional<Incident> best =
                incidents.stream()
                        .filter(incident -> recalled(stages, incident) > 0)
                        .max(
                                Comparator.<Incident>comparingLong(i -> recalled(stages, i))
                                        .thenComparing(Incident::score)
                                        .thenComparing(Incident::id));
        long recalled = best.map(incident -> recalled(stages, incident)).orElse(0L);
        Share purity = best.map(incident -> purity(ledger, incident)).orElse(Share.NONE);
        return new ChainFigures(
                Share.one(best.isPresent()),
                Share.one(recalled == stages.size()),
                new Share(recalled, stages.size()),
                purity,
                best.isPresent() ? Share.one(purity.value() >= PURE) : Share.NONE);
    }

    private static long recalled(List<Planted> stages, Incident incident) {
        return stages.stream().filter(stage -> stage.trace().fitsAny(incident)).count();
    }

    private static Share purity(Ledger ledger, Incident incident) {
        long planted = incident.steps().stream().filter(ledger::planted).count();
        return new Share(planted, incident.steps().size());
    }

    ChainFigures plus(ChainFigures other) {
        return new ChainFigures(
                detected.plus(other.detected),
                complete.plus(other.complete),
                completeness.plus(other.completeness),
                purity.plus(other.purity),
                pure.plus(other.pure));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import java.util.Collection;
import java.util.Map;

/**
 * What is known of one run, or of several added up.
 *
 * @param published at the budget
 * @param all with the budget off
 * @param kinds lines of the ledgers by kind
 */
record Figures(
        long runs,
        View published,
        View all,
        HarmlessFigures harmless,
        PairFigures pairs,
        DelayFigures delays,
        Map<String, Long> kinds) {
    static final Figures NONE =
            new Figures(
                    0,
                    View.NONE,
                    View.NONE,
                    HarmlessFigures.NONE,
                    PairFigures.NONE,
                    DelayFigures.NONE,
                    Map.of());

    static Figures of(Ledger ledger, Collection<Story> stories) {
        return new Figures(
                1,
                View.published(ledger, stories),
                View.all(ledger, stories),
                HarmlessFigures.of(ledger, stories),
                PairFigures.of(ledger, stories),
                DelayFigures.of(ledger, stories),
                ledger.kinds());
    }

    Figures plus(Figures other) {
        return new Figures(
                runs + other.runs,
                published.plus(other.published),
                all.plus(other.all),
                harmless.plus(other.harmless),
                pairs.plus(other.pairs),
                delays.plus(other.delays),
                Sums.of(kinds, other.kinds, Long::sum));
    }
}

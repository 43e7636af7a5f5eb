// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import java.util.function.ToDoubleFunction;

/**
 * In what the members of an ensemble may be alike: a logarithm per member, whose variance over the
 * members is small where one program keeps them all. Constants are only appended: their order is
 * part of the saved state.
 */
public enum Step {
    /** Packets per second of their connections. */
    RATE("rate", 1, 2.25, member -> member.stretches, member -> member.sumLogRate),
    /**
     * Bytes from one interim record of a connection to the next; not of all of it, for parts of one
     * file are alike.
     */
    AMOUNT("amount", 1, 2.25, member -> member.deltas, member -> member.sumLogBytes),
    /** How often they were contacted, or their names asked for. */
    CONTACTS(
            "contacts",
            4,
            0.25,
            member -> member.contacts,
            member -> member.contacts * Math.log(member.contacts));

    /** Likeness is not read closer than a twentieth. */
    private static final double RESOLUTION = 0.05 * 0.05;

    private final String key;
    private final int least;
    private final double usual;
    private final ToDoubleFunction<EnsembleMember> weight;
    private final ToDoubleFunction<EnsembleMember> sum;

    Step(
            String key,
            int least,
            double usual,
            ToDoubleFunction<EnsembleMember> weight,
            ToDoubleFunction<EnsembleMember> sum) {
        this.key = key;
        this.least = least;
        this.usual = usual;
        this.weight = weight;
        this.sum = sum;
    }

    /** The form used in evidence. */
    public String key() {
        return key;
    }

    /** Variance among destinations of which nothing is known: judgement, not measurement. */
    double usual() {
        return usual;
    }

    /** How the members spread: how many have enough to tell, and their variance. */
    record Spread(int members, double mean, double variance) {}

    Spread spread(Ensemble it) {
        int members = 0;
        double total = 0;
        double squares = 0;
        double counted = 0;
        for (EnsembleMember member : it.members) {
            double weighs = weight.applyAsDouble(member);
            if (weighs >= least) {
                double value = sum.applyAsDouble(member) / weighs;
                members++;
                total += value;
                squares += value * value;
                counted += weighs;
            }
        }
        if (members < 2) {
            return new Spread(members, total, Double.NaN);
        }
        double mean = total / members;
        double variance = Math.max(0, squares - total * mean) / (members - 1);
        // of n contacts the logarithm is no finer than chance: a quarter of a Poisson variance
        double finest = this == CONTACTS ? 0.25 * members / counted : 0;
        return new Spread(members, mean, Math.max(variance, Math.max(RESOLUTION, finest)));
    }

    /** Whether enough of a burst of so many tell it. */
    static boolean judges(Spread spread, int opened) {
        return spread.members() >= Ensemble.LEAST && 4 * spread.members() >= 3 * opened;
    }
}

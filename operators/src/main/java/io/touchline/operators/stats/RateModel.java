// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.stats;

import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Counts under a Gamma-Poisson belief: the prediction is a negative binomial with mean {@code m =
 * aE/b} and size {@code r = min(a, nu)}. Capping the size keeps over-dispersion for ever: real
 * counts never become Poisson (after Turcotte, Moore, Heard, McPhall 2016).
 */
public final class RateModel {
    private static final double LN2 = Math.log(2);

    private RateModel() {}

    /**
     * Surprise of {@code k} or more, where {@code m} were expected: the exact mid-p tail. Never
     * falls as {@code k} grows; a tail below 2^-60 counts as 60 bits.
     *
     * @param k count, not negative
     * @param m expected count, positive
     * @param r size, positive
     */
    public static double upperBits(double k, double m, double r) {
        if (k <= m) {
            return 0;
        }
        // P(X > k) + P(X = k)/2 = (P(X >= k) + P(X >= k + 1))/2
        // (Rubin-Delanchy, Heard, Lawson 2018)
        return Bits.ofTail((tail(k, m, r) + tail(k + 1, m, r)) / 2);
    }

    /** {@code P(X >= k)} = I_q(k, r), q = m/(m + r), the regularised incomplete beta. */
    public static double tail(double k, double m, double r) {
        return k <= 0 ? 1 : RegularizedBeta.value(m / (m + r), k, r);
    }

    /**
     * A lower bound without special functions: {@code [k ln(k/m) - (k + r) ln((k + r)/(m + r))] /
     * ln 2}, 0 for {@code k <= m}.
     */
    public static double chernoffBits(double k, double m, double r) {
        return Math.min(Bits.MAX, chernoffRank(k, m, r));
    }

    /**
     * The same without a ceiling: beyond {@link Bits#MAX} no probability, but still an order among
     * bursts.
     */
    public static double chernoffRank(double k, double m, double r) {
        return k <= m
                ? 0
                : Math.max(0, k * Math.log(k / m) - (k + r) * Math.log((k + r) / (m + r))) / LN2;
    }
}

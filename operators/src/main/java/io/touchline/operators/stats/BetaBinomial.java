// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.stats;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * How many of a group do something together, under a Beta belief of the share: {@code P(K = i) =
 * C(n, i) B(a + i, b + n - i) / B(a, b)} (Skellam 1948). Members agree with a correlation of {@code
 * 1 / (1 + a + b)}: a small {@code a + b} says that they mostly move all or none.
 */
public final class BetaBinomial {
    private BetaBinomial() {}

    /**
     * Surprise of {@code k} or more of {@code n}: the exact mid-p tail, {@code P(K > k) + P(K =
     * k)/2} (Rubin-Delanchy, Heard, Lawson 2018). Costs {@code n - k} logarithms of Beta.
     *
     * @param k 0 to n
     * @param a positive
     * @param b positive
     */
    public static double upperBits(int k, int n, double a, double b) {
        double tail = 0;
        for (int i = n; i >= k; i--) {
            tail += i == k ? probability(i, n, a, b) / 2 : probability(i, n, a, b);
        }
        return Bits.ofTail(tail);
    }

    /** {@code P(K = k)}. */
    static double probability(int k, int n, double a, double b) {
        // C(n, k) = 1 / ((n + 1) B(k + 1, n - k + 1))
        double choose = -Math.log(n + 1.0) - LogBeta.value(k + 1.0, n - k + 1.0);
        return Math.exp(choose + LogBeta.value(a + k, b + n - k) - LogBeta.value(a, b));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.stats;

/**
 * Calibrated p-values as evidence: {@code e = (1 - p + p ln p)/(p (ln p)^2)}, the mixture of {@code
 * kappa p^(kappa-1)} over kappa in (0, 1) (Vovk and Wang 2021). Its mean under normal behaviour is
 * at most 1.
 */
public final class Evidence {
    private static final double LN2 = Math.log(2);

    private Evidence() {}

    /** e of a p-value in (0, 1]; e(1) = 0.5. */
    public static double e(double p) {
        double u = -Math.log(Math.max(p, Double.MIN_NORMAL));
        if (u < 0.01) {
            return 0.5 + u / 6 + u * u / 24;
        }
        return (Math.exp(u) - 1 - u) / (u * u);
    }

    /** {@code log2 e(p)}, not below 0: fewer bits than the surprise. */
    public static double bits(double p) {
        return Math.max(0, Math.log(e(p)) / LN2);
    }
}

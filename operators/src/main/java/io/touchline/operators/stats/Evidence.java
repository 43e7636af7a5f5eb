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

    /**
     * The surprise in bits whose e-value is {@code e}, the inverse of {@link #e}: 0 for at most
     * 0.5. It brings a mean of e-values back to the scale of what was averaged, to be calibrated;
     * it is no p-value by itself.
     */
    public static double surpriseOf(double e) {
        double low = 0;
        double high = Bits.MAX;
        for (int i = 0; i < 50; i++) { // to 60 bits / 2^50, from below
            double middle = (low + high) / 2;
            if (e(Bits.toTail(middle)) < e) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return e <= 0.5 ? 0 : low;
    }
}

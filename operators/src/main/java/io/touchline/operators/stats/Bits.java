// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.stats;

/** Surprise in bits, {@code -log2 p}, and the way back. */
public final class Bits {
    /** No tail probability is claimed to be smaller than 2^-60. */
    public static final double MAX = 60;

    private static final double LN2 = Math.log(2);

    private Bits() {}

    /** {@code 0 <= ofTail(p) <= MAX}; NaN gives 0. */
    public static double ofTail(double p) {
        if (!(p < 1)) {
            return 0;
        }
        return p <= 0 ? MAX : Math.min(MAX, -Math.log(p) / LN2);
    }

    public static double ofNats(double nats) {
        return Math.max(0, Math.min(MAX, nats / LN2));
    }

    public static double toTail(double bits) {
        return Math.pow(2, -bits);
    }
}

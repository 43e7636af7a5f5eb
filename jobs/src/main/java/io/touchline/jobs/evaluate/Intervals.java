// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/** 95 % intervals of what was counted. */
final class Intervals {
    private static final double Z = 1.959963984540054;

    private Intervals() {}

    /**
     * @param low 0 for a count of 0
     */
    record Interval(double low, double high) {}

    /** Of a share (Wilson 1927); of no trials: 0 to 1. */
    static Interval share(long hits, long of) {
        if (of == 0) {
            return new Interval(0, 1);
        }
        double p = (double) hits / of;
        double z2 = Z * Z / of;
        double middle = (p + z2 / 2) / (1 + z2);
        double half = Z * Math.sqrt(p * (1 - p) / of + z2 / (4 * of)) / (1 + z2);
        return new Interval(Math.max(0, middle - half), Math.min(1, middle + half));
    }

    /** Of the mean of a Poisson count (Garwood 1936). */
    static Interval count(long hits) {
        double low =
                hits == 0
                        ? 0
                        : ChiSquaredDistribution.of(2.0 * hits).inverseCumulativeProbability(0.025)
                                / 2;
        double high =
                ChiSquaredDistribution.of(2.0 * (hits + 1)).inverseCumulativeProbability(0.975) / 2;
        return new Interval(low, high);
    }
}

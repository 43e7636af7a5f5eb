// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * A count over an exposure, with the exact Poisson interval (Garwood 1936) at 95 %, two-sided:
 * {@code 0 <= lower() <= value() <= upper()}. Over no exposure, all three are NaN.
 *
 * @param exposure in units of 10,000 device-hours, or in events
 */
record Rate(long count, double exposure) {
    static final Rate NONE = new Rate(0, 0);

    private static final double TAIL = 0.025;

    Rate plus(Rate other) {
        return new Rate(count + other.count, exposure + other.exposure);
    }

    double value() {
        return over(count);
    }

    double lower() {
        return over(count == 0 ? 0 : quantile(2.0 * count, TAIL) / 2);
    }

    double upper() {
        return over(quantile(2.0 * count + 2, 1 - TAIL) / 2);
    }

    private double over(double events) {
        return exposure == 0 ? Double.NaN : events / exposure;
    }

    private static double quantile(double degreesOfFreedom, double p) {
        return ChiSquaredDistribution.of(degreesOfFreedom).inverseCumulativeProbability(p);
    }
}

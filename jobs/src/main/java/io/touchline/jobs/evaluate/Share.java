// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

/**
 * So many of so many, with the Wilson score interval (Wilson 1927) at 95 %, two-sided: {@code 0 <=
 * lower() <= value() <= upper() <= 1}. Of none, all three are NaN.
 */
public record Share(long hits, long of) {
    public static final Share NONE = new Share(0, 0);

    /** 97.5 % quantile of the normal distribution. */
    private static final double Z = 1.959963984540054;

    public static Share one(boolean hit) {
        return new Share(hit ? 1 : 0, 1);
    }

    public Share plus(Share other) {
        return new Share(hits + other.hits, of + other.of);
    }

    public double value() {
        return (double) hits / of;
    }

    public double lower() {
        return hits == 0 && of > 0 ? 0 : (centre() - half()) / (1 + Z * Z / of);
    }

    public double upper() {
        return hits == of && of > 0 ? 1 : (centre() + half()) / (1 + Z * Z / of);
    }

    private double centre() {
        return value() + Z * Z / (2.0 * of);
    }

    private double half() {
        return Z * Math.sqrt(value() * (1 - value()) / of + Z * Z / (4.0 * of * of));
    }
}

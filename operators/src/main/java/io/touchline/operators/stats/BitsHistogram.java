// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.stats;

/**
 * The bits that a stratum has shown, in 64 log-spaced bins of integer weight (1/128), and the
 * p-value of new bits against them.
 *
 * <p>Body: {@code p = (N_above + (N_same + 1)/2)/(N + 1)}, mid-p of the conformal p-value. Beyond
 * the highest bin with at least ten samples at or above it: an exponential tail from the lowest
 * sample there, whose slope is that of those samples, shrunk to one bit per bit. Monotone: more
 * bits never give a larger p. Not thread-safe.
 */
public final class BitsHistogram {
    public static final int BINS = 64;
    public static final int UNIT = 128;

    /** A thinner histogram is topped up by its parent. */
    public static final long FULL = 40L * UNIT;

    private static final long TAIL_SAMPLES = 10L * UNIT;
    private static final double BINS_PER_OCTAVE = 10;

    private final long[] weights;

    public BitsHistogram() {
        this(new long[BINS]);
    }

    public BitsHistogram(long[] weights) {
        this.weights = weights;
    }

    public static int bin(double bits) {
        return (int)
                Math.min(BINS - 1, BINS_PER_OCTAVE * Math.log(1 + Math.max(0, bits)) / Math.log(2));
    }

    /** The lowest bits of a bin. */
    public static double lowest(int bin) {
        return Math.pow(2, bin / BINS_PER_OCTAVE) - 1;
    }

    /** Bits halfway through a bin. */
    public static double middle(int bin) {
        return (lowest(bin) + lowest(bin + 1)) / 2;
    }

    public long[] weights() {
        return weights;
    }

    public void add(int bin, long weight) {
        weights[bin] += weight;
    }

    public long total() {
        long sum = 0;
        for (long weight : weights) {
            sum += weight;
        }
        return sum;
    }

    /** Fades every bin to {@code factor}/65536, rounding down. */
    public void fade(long factor) {
        for (int i = 0; i < BINS; i++) {
            weights[i] = weights[i] * factor >> 16;
        }
    }

    /**
     * This histogram, topped up to {@link #FULL} by its parent where it is thinner.
     *
     * @param parent a histogram with a total of at least {@link #FULL}
     */
    public BitsHistogram toppedUpBy(BitsHistogram parent) {
        long lack = FULL - total();
        if (lack <= 0) {
            return this;
        }
        long parentTotal = parent.total();
        long[] sum = weights.clone();
        for (int i = 0; i < BINS; i++) {
            sum[i] += parent.weights[i] * lack / parentTotal;
        }
        return new BitsHistogram(sum);
    }

    /** The p-value of {@code bits} against what was seen, in (0, 1]. */
    public double p(double bits) {
        long total = total();
        int tailStart = BINS - 1;
        long inTail = 0;
        while (tailStart > 0 && inTail + weights[tailStart] < TAIL_SAMPLES) {
            inTail += weights[tailStart--];
        }
        int bin = bin(bits);
        if (bin <= tailStart) {
            return body(bin, total);
        }
        double base = Math.min(body(tailStart, total), (double) (inTail + UNIT) / (total + UNIT));
        double from = tailFrom(tailStart, total);
        double excess = Math.max(0, bits - from) / slope(tailStart, from);
        return Math.max(Double.MIN_NORMAL, base * Math.pow(2, -excess));
    }

    private double body(int bin, long total) {
        long above = 0;
        for (int i = bin + 1; i < BINS; i++) {
            above += weights[i];
        }
        return (above + (weights[bin] + UNIT) / 2.0) / (total + UNIT);
    }

    /**
     * Where the tail starts to fall: at its lowest sample, or where one in N would be by itself.
     */
    private double tailFrom(int tailStart, long total) {
        for (int i = tailStart + 1; i < BINS; i++) {
            if (weights[i] > 0) {
                return lowest(i);
            }
        }
        return Math.max(lowest(tailStart + 1), Bits.ofTail((double) UNIT / (total + UNIT)));
    }

    /** Mean excess in bits of the tail's samples, shrunk by ten samples of one bit. */
    private double slope(int tailStart, double from) {
        double excess = 10.0 * UNIT;
        double n = 10.0 * UNIT;
        for (int i = tailStart + 1; i < BINS; i++) {
            excess += weights[i] * Math.max(0, middle(i) - from);
            n += weights[i];
        }
        return Math.max(0.7, Math.min(4, excess / n));
    }
}

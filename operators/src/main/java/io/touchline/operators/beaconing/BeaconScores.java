// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import io.touchline.operators.stats.Bits;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** How much like a clock is a series of gaps? Pure; all in bits. */
public final class BeaconScores {
    private static final double EULER = 0.577216;
    private static final double LN2 = Math.log(2);
    private static final double SHORTEST_MILLIS = 62.5;
    private static final int[] WIDTHS = {1, 2, 3, 4, 6};

    /** A gap of half the shortest of a window, or more, is one that might have fallen into it. */
    private static final int OCTAVE = 4;

    /** The narrowest peak: how many bits, and about which gap. */
    public record Peak(double bits, double seconds) {}

    private BeaconScores() {}

    /**
     * Standard score of gaps that are more regular than those of a Poisson process: Bartlett's test
     * in its mean-matched form, {@code T = (n-1) s/(0.577216 - 1/(2n) - 1/(12 n^2))} against
     * chi-square with 2(n-1) degrees, by Wilson and Hilferty. Within 0.1 from n = 4 to 100,000.
     *
     * @param n gaps, 4 or more
     * @param dispersion ln of their mean less the mean of their ln, not negative
     * @return large where they are regular, negative where they come in bursts
     */
    public static double regularity(int n, double dispersion) {
        double j = n - 1.0;
        double t = j * dispersion / (EULER - 1 / (2.0 * n) - 1 / (12.0 * n * n));
        return -(Math.cbrt(t / j) - (1 - 2 / (9 * j))) / Math.sqrt(2 / (9 * j));
    }

    /** {@code -log2} of the chance of a standard score of {@code z} or more. */
    public static double ofScore(double z) {
        if (z < 8) {
            return Bits.ofTail(NormalDistribution.of(0, 1).survivalProbability(z));
        }
        // the leading term of the asymptotic expansion: 1.5 % off at 8, less beyond
        return Bits.ofNats(z * z / 2 + Math.log(z * Math.sqrt(2 * Math.PI)));
    }

    /**
     * The narrowest peak: {@code n [q log2(q/p0) + (1-q) log2((1-q)/(1-p0))]} where q of n gaps lie
     * in a window of 1 to 6 quarters of an octave, less the logarithm of how many windows are
     * tried.
     *
     * <p>p0 is the most that gaps of a Poisson process of whatever rate put there, so traffic of
     * people is quiet, whose gaps are a mixture of many rates. Each window is compared with all
     * gaps, and with those of at least half its shortest: visits in between cannot hide a peak.
     *
     * @param bins gaps by {@link #bin}; what lies beyond the ends is looked at by none
     */
    public static Peak peak(byte[] bins) {
        int[] below = new int[bins.length + 1];
        for (int i = 0; i < bins.length; i++) {
            below[i + 1] = below[i] + (bins[i] & 0xff);
        }
        int all = below[bins.length];
        double best = 0;
        int at = 0;
        int tried = 0;
        for (int width : WIDTHS) {
            double most = most(width, 0);
            double mostOfLong = most(width, 0.5);
            for (int from = 1; from + width < bins.length; from++) {
                int inside = below[from + width] - below[from];
                double bits =
                        Math.max(
                                divergence(inside, all, most),
                                divergence(
                                        inside,
                                        all - below[Math.max(0, from - OCTAVE)],
                                        mostOfLong));
                tried += 2;
                if (bits > best) {
                    best = bits;
                    at = 2 * from + width;
                }
            }
        }
        double bits = (best - Math.log(tried)) / LN2;
        double middle = SHORTEST_MILLIS / 1000 * Math.pow(2, at / 2.0 / OCTAVE);
        return new Peak(Math.max(0, Math.min(Bits.MAX, bits)), middle);
    }

    /**
     * The most of the exponential gaps of at least {@code from} that lie in [1, 2^(width/4)):
     * {@code max over x of exp(-x (1-from)) - exp(-x (c-from))}.
     */
    static double most(int width, double from) {
        double c = Math.pow(2, (double) width / OCTAVE);
        double x = Math.log((c - from) / (1 - from)) / (c - 1);
        return Math.exp(-x * (1 - from)) - Math.exp(-x * (c - from));
    }

    private static double divergence(int inside, int n, double usual) {
        double q = (double) inside / n;
        if (n == 0 || q <= usual) {
            return 0;
        }
        double outside = q >= 1 ? 0 : (1 - q) * Math.log((1 - q) / (1 - usual));
        return n * (q * Math.log(q / usual) + outside);
    }

    /**
     * What {@code n} gaps allow to be claimed: {@code log2(n + 2) + 10}, as for a baseline of n
     * active windows. A rhythm is compared with chance, not with the past of its entity, so its own
     * gaps are what is known: a young machine's 200 gaps say as much as an old one's.
     */
    public static double capBits(int n) {
        return Math.log(n + 2) / LN2 + 10;
    }

    /** Quarter of an octave of a gap from 62.5 ms; the first and last hold what lies beyond. */
    static int bin(long gapMillis) {
        double quarters = 4 * Math.log(gapMillis / SHORTEST_MILLIS) / LN2;
        return (int) Math.max(0, Math.min(Rhythm.BINS - 1, Math.floor(quarters)));
    }
}

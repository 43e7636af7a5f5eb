// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class BitsHistogramPropertyTest {

    @Provide
    Arbitrary<BitsHistogram> histograms() {
        return Arbitraries.longs()
                .between(0, 200L * BitsHistogram.UNIT)
                .array(long[].class)
                .ofSize(BitsHistogram.BINS)
                .flatMap(
                        weights ->
                                Arbitraries.integers()
                                        .between(0, BitsHistogram.BINS)
                                        .map(used -> new BitsHistogram(upTo(used, weights))));
    }

    private static long[] upTo(int used, long[] weights) {
        long[] cut = weights.clone();
        Arrays.fill(cut, used, cut.length, 0);
        return cut;
    }

    @Property
    void moreBitsNeverHaveALargerP(
            @ForAll("histograms") BitsHistogram histogram,
            @ForAll @DoubleRange(min = 0, max = 60) double a,
            @ForAll @DoubleRange(min = 0, max = 60) double b) {
        double low = histogram.p(Math.min(a, b));
        double high = histogram.p(Math.max(a, b));
        assertThat(high).isLessThanOrEqualTo(low * (1 + 1e-12));
        assertThat(low).isGreaterThan(0).isLessThanOrEqualTo(1);
        assertThat(high).isGreaterThan(0);
    }

    @Property
    void neverGrowsFromBinToBin(@ForAll("histograms") BitsHistogram histogram) {
        double before = 1;
        for (double bits = 0; bits <= 60; bits += 0.05) {
            double p = histogram.p(bits);
            assertThat(p).as("at %.2f bits", bits).isLessThanOrEqualTo(before * (1 + 1e-12));
            before = p;
        }
    }

    @Property
    void everyBitsIsInItsBin(@ForAll @DoubleRange(min = 0, max = 60) double bits) {
        int bin = BitsHistogram.bin(bits);
        assertThat(BitsHistogram.lowest(bin)).isLessThanOrEqualTo(bits + 1e-9);
        assertThat(BitsHistogram.lowest(bin + 1)).isGreaterThan(bits - 1e-9);
    }

    /** Samples of the very distribution that filled it: P(p <= a) is a, within a factor. */
    @Property(tries = 30)
    void pValuesOfItsOwnSamplesAreUniform(
            @ForAll long seed,
            @ForAll @IntRange(min = 2_000, max = 20_000) int samples,
            @ForAll @DoubleRange(min = 0.8, max = 2.5) double meanBits) {
        SplittableRandom random = new SplittableRandom(seed);
        BitsHistogram histogram = new BitsHistogram();
        for (int i = 0; i < samples; i++) {
            histogram.add(BitsHistogram.bin(exponential(random, meanBits)), BitsHistogram.UNIT);
        }
        int trials = 20_000;
        for (double alpha : new double[] {0.5, 0.1, 0.02, 50.0 / samples}) {
            int hits = 0;
            SplittableRandom fresh = new SplittableRandom(seed + 1);
            for (int i = 0; i < trials; i++) {
                hits += histogram.p(exponential(fresh, meanBits)) <= alpha ? 1 : 0;
            }
            assertThat((double) hits / trials)
                    .as("share of p-values up to %s", alpha)
                    .isBetween(alpha * 0.3, alpha * 1.8 + 0.002);
        }
    }

    private static double exponential(SplittableRandom random, double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    @Property
    void aThinHistogramLeansOnItsParentAndAFullOneDoesNot(
            @ForAll @IntRange(min = 0, max = 39) int own) {
        BitsHistogram parent = new BitsHistogram();
        parent.add(10, BitsHistogram.FULL);
        BitsHistogram thin = new BitsHistogram();
        thin.add(0, (long) own * BitsHistogram.UNIT);
        assertThat(thin.toppedUpBy(parent).total()).isEqualTo(BitsHistogram.FULL);
        BitsHistogram full = new BitsHistogram();
        full.add(0, BitsHistogram.FULL);
        assertThat(full.toppedUpBy(parent)).isSameAs(full);
    }

    @Property
    void fadingNeverAddsAndKeepsTheOrder(
            @ForAll("histograms") BitsHistogram histogram,
            @ForAll @IntRange(min = 0, max = 65_536) int factor) {
        long before = histogram.total();
        histogram.fade(factor);
        assertThat((double) histogram.total())
                .isLessThanOrEqualTo(before * factor / 65_536.0 + 1e-6)
                .isCloseTo(before * factor / 65_536.0, within((double) BitsHistogram.BINS));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class StatsPropertyTest {

    @Property
    void moreBitsOfTailForASmallerTail(
            @ForAll @DoubleRange(min = 0, max = 100) double a,
            @ForAll @DoubleRange(min = 0, max = 100) double b) {
        double low = Math.pow(2, -Math.max(a, b));
        double high = Math.pow(2, -Math.min(a, b));
        assertThat(Bits.ofTail(low)).isBetween(Bits.ofTail(high), Bits.MAX);
        assertThat(Evidence.e(low)).isGreaterThanOrEqualTo(Evidence.e(high));
    }

    @Property
    void bitsAndTailAreInverse(@ForAll @DoubleRange(min = 0, max = 60) double bits) {
        assertThat(Bits.ofTail(Bits.toTail(bits))).isCloseTo(bits, within(1e-9));
    }

    /** Its mean over uniform p is at most 1, so evidence never grows where nothing is wrong. */
    @Property(tries = 20)
    void evidenceIsWorthAtMostOneOnAverage(@ForAll @IntRange(min = 10, max = 24) int depth) {
        double mean = 0;
        for (int octave = 0; octave < depth; octave++) {
            // p in (2^-(o+1), 2^-o], midpoints of 2,000 strips
            double width = Math.pow(2, -octave - 1) / 2_000;
            for (int i = 0; i < 2_000; i++) {
                mean += Evidence.e(Math.pow(2, -octave - 1) + (i + 0.5) * width) * width;
            }
        }
        assertThat(mean).isBetween(0.8, 1.0);
    }

    @Property
    void evidenceHasNoJumpWhereTheSeriesTakesOver(
            @ForAll @IntRange(min = 50, max = 200) int tenThousandths) {
        double u = tenThousandths / 10_000.0;
        // the next terms of the series
        double exact = 0.5 + u / 6 + u * u / 24 + u * u * u / 120 + u * u * u * u / 720;
        assertThat(Evidence.e(Math.exp(-u))).isCloseTo(exact, within(1e-6));
    }

    @Property
    void aLargerCountIsNeverLessSurprising(
            @ForAll @IntRange(min = 30, max = 70) int k,
            @ForAll @DoubleRange(min = 0.01, max = 200) double m,
            @ForAll @DoubleRange(min = 0.1, max = 10) double r) {
        assertThat(RateModel.upperBits(k + 1, m, r))
                .isGreaterThanOrEqualTo(RateModel.upperBits(k, m, r) - 1e-9);
    }

    /** An ordinary device: five an hour are usual, and the exact tail ends at fifty. */
    @Example
    void fiftyIsNotLessSurprisingThanFortyNine() {
        assertThat(RateModel.upperBits(50, 5, 2))
                .isGreaterThanOrEqualTo(RateModel.upperBits(49, 5, 2));
    }

    @Property
    void aLargerExpectationIsNeverMoreSurprising(
            @ForAll @IntRange(min = 0, max = 400) int k,
            @ForAll @DoubleRange(min = 0.01, max = 200) double m,
            @ForAll @DoubleRange(min = 1, max = 3) double factor,
            @ForAll @DoubleRange(min = 0.1, max = 10) double r) {
        assertThat(RateModel.upperBits(k, m * factor, r))
                .isLessThanOrEqualTo(RateModel.upperBits(k, m, r) + 1e-9);
    }

    @Property
    void theBoundNeverClaimsMoreThanTheExactTail(
            @ForAll @IntRange(min = 1, max = 400) int k,
            @ForAll @DoubleRange(min = 0.01, max = 200) double m,
            @ForAll @DoubleRange(min = 0.1, max = 10) double r) {
        double exact = Bits.ofTail(RateModel.tail(k, m, r));
        assertThat(RateModel.chernoffBits(k, m, r)).isBetween(0.0, exact + 1e-9);
    }

    @Property
    void moreBytesAreNeverLessSurprising(
            @ForAll @DoubleRange(min = 1, max = 1e12) double x,
            @ForAll @DoubleRange(min = 1, max = 10) double factor,
            @ForAll @DoubleRange(min = 1, max = 1e9) double usual,
            @ForAll @IntRange(min = 0, max = 50) int learnt) {
        LogNormalModel model = LogNormalModel.prior(usual);
        for (int i = 0; i < learnt; i++) {
            model = model.learn(usual * (1 + i % 3), 1);
        }
        assertThat(model.upperBits(x * factor)).isGreaterThanOrEqualTo(model.upperBits(x) - 1e-9);
        assertThat(model.upperBits(x)).isBetween(0.0, Bits.MAX);
    }

    @Property
    void whatIsLearntBecomesUsualAndFadesTowardsThePriorWeight(
            @ForAll @DoubleRange(min = 1e3, max = 1e9) double usual) {
        LogNormalModel prior = LogNormalModel.prior(200_000);
        LogNormalModel model = prior;
        for (int i = 0; i < 400; i++) {
            model = model.learn(usual, 1);
        }
        assertThat(model.typical()).isCloseTo(usual, within(usual * 0.02));
        assertThat(model.upperBits(usual * 0.5)).isZero();
        assertThat(model.upperBits(usual * 50)).isGreaterThan(prior.upperBits(200_000 * 50));
        LogNormalModel faded = model.fade(0, prior);
        assertThat(faded.kappa()).isEqualTo(prior.kappa());
        assertThat(faded.shape()).isEqualTo(prior.shape());
        assertThat(faded.scale()).isEqualTo(prior.scale());
    }

    @Property
    void aNewValueIsTheMoreSurprisingTheMoreWasDrawnAndTheLessWasNew(
            @ForAll @DoubleRange(min = 0, max = 1e6) double draws,
            @ForAll @IntRange(min = 0, max = 512) int distinct,
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll @DoubleRange(min = 0.1, max = 5) double alpha,
            @ForAll boolean open) {
        double once = Math.floor(share * distinct);
        double bits = NewValueModel.newBits(draws, distinct, once, alpha, open);
        assertThat(bits).isBetween(0.0, Bits.MAX);
        assertThat(NewValueModel.newBits(draws + 1, distinct, once, alpha, open))
                .isGreaterThanOrEqualTo(bits - 1e-9);
        if (once < distinct) {
            assertThat(NewValueModel.newBits(draws, distinct, once + 1, alpha, open))
                    .isLessThanOrEqualTo(bits + 1e-9);
        }
        if (!open) {
            assertThat(NewValueModel.newBits(draws, distinct + 1, once, alpha, false))
                    .isEqualTo(bits);
        }
    }

    @Property
    void aValueThatMorePeersKnowIsNeverRarer(
            @ForAll @LongRange(min = 0, max = 5_000) long others,
            @ForAll @LongRange(min = 0, max = 5_000) long peers) {
        double bits = NewValueModel.rarityBits(others, peers);
        assertThat(bits).isBetween(0.0, Bits.MAX);
        assertThat(NewValueModel.rarityBits(others + 1, peers)).isLessThanOrEqualTo(bits);
        assertThat(NewValueModel.rarityBits(others, peers + 1)).isGreaterThanOrEqualTo(bits);
    }
}

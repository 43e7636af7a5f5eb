// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Computed by hand from the formulas that each class cites. */
class GoldenValuesTest {

    @ParameterizedTest(name = "e({0}) = {1}")
    @CsvSource({"1e-3, 20.791, 5e-4", "0.05, 1.7833, 5e-5", "1, 0.5, 1e-12"})
    void evidence(double p, double expected, double precision) {
        assertThat(Evidence.e(p)).isCloseTo(expected, within(precision));
    }

    @ParameterizedTest(name = "e = {0}: {1} bits")
    @CsvSource({"20.791, 9.966", "1.7833, 4.322", "0.5, 0", "0, 0", "0.6, 0.755"})
    void surpriseOfEvidence(double e, double bits) {
        assertThat(Evidence.surpriseOf(e)).isCloseTo(bits, within(2e-3));
    }

    @ParameterizedTest(name = "k = {0}, m = {1}, r = {2}: {3} bits")
    @CsvSource({"10, 2, 1, 2.600", "30, 10, 5, 4.765"})
    void chernoffBits(double k, double m, double r, double expected) {
        assertThat(RateModel.chernoffBits(k, m, r)).isCloseTo(expected, within(5e-4));
    }

    @Test
    void exactTailOfThirtyWhereTenWereExpected() {
        assertThat(Bits.ofTail(RateModel.tail(30, 10, 5))).isCloseTo(7.995, within(5e-4));
    }

    @Test
    void aTailThatIsCertainIsNoSurprise() {
        assertThat(RateModel.tail(0, 10, 5)).isEqualTo(1);
        assertThat(Bits.ofTail(1)).isZero();
        assertThat(Bits.ofTail(0)).isEqualTo(Bits.MAX);
        assertThat(Bits.ofTail(Double.NaN)).isZero();
        assertThat(Bits.ofTail(0.25)).isCloseTo(2, within(1e-12));
    }

    /** P(X = j) of a negative binomial, summed: the incomplete beta says the same. */
    @ParameterizedTest
    @CsvSource({"5, 2, 1", "12, 4, 2", "40, 20, 2", "3, 0.1, 0.5"})
    void tailIsTheSumOfTheMass(int k, double m, double r) {
        double q = m / (m + r);
        double mass = Math.pow(1 - q, r);
        double below = 0;
        for (int j = 0; j < k; j++) {
            below += mass;
            mass *= q * (r + j) / (j + 1);
        }
        assertThat(RateModel.tail(k, m, r)).isCloseTo(1 - below, within(1e-12));
    }
}

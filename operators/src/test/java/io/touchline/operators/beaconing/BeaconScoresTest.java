// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BeaconScoresTest {

    @Test
    void regularityOfFourGapsByHand() {
        // gaps 58, 60, 62, 61: s = 3.036e-4, T = 2.0377e-3
        double mean = (58 + 60 + 62 + 61) / 4.0;
        double logs = (Math.log(58) + Math.log(60) + Math.log(62) + Math.log(61)) / 4;
        double s = Math.log(mean) - logs;
        assertThat(s).isCloseTo(3.036e-4, within(1e-7));
        assertThat(BeaconScores.regularity(4, s)).isCloseTo(3.079, within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 24, 200, 5_000})
    void gapsOfAPoissonProcessHaveTheScoresOfChance(int n) {
        SplittableRandom random = new SplittableRandom(7);
        int tries = 2_000_000 / n;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < tries; i++) {
            double z = score(n, () -> -Math.log(1 - random.nextDouble()));
            sum += z;
            squares += z * z;
        }
        double mean = sum / tries;
        double error = 4 / Math.sqrt(tries);
        assertThat(mean).isCloseTo(0, within(0.1 + error));
        assertThat(squares / tries - mean * mean).isCloseTo(1, within(0.15 + 2 * error));
    }

    @Test
    void isBlindToTheUnitOfTime() {
        SplittableRandom random = new SplittableRandom(3);
        double[] gaps = random.doubles(50, 1, 2).toArray();
        int[] at = {0, 0};
        assertThat(score(50, () -> gaps[at[0]++]))
                .isCloseTo(score(50, () -> 1e4 * gaps[at[1]++]), within(1e-9));
    }

    private static double score(int n, DoubleSupplier gap) {
        double sum = 0;
        double logs = 0;
        for (int i = 0; i < n; i++) {
            double x = gap.getAsDouble();
            sum += x;
            logs += Math.log(x);
        }
        return BeaconScores.regularity(n, Math.max(0, Math.log(sum / n) - logs / n));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1.0", // one half
        "3.0902, 9.9658", // 1e-3
        "-5, 0.0",
        "7.999, 50.50", // the two forms meet
        "8.001, 50.55",
        "12, 60" // no more is claimed
    })
    void bitsOfAScore(double z, double bits) {
        assertThat(BeaconScores.ofScore(z)).isCloseTo(bits, within(0.1));
    }

    @Test
    void aPeakAmongOtherGapsIsSeenAndScatteredGapsAreNot() {
        byte[] peak = new byte[Rhythm.BINS];
        peak[BeaconScores.bin(600_000)] = 20;
        peak[BeaconScores.bin(3_000)] = 10;
        peak[BeaconScores.bin(40_000)] = 10;
        // 20 of the 20 of at least half as long, of which chance puts 0.1175 there at most: 61.8
        assertThat(BeaconScores.peak(peak).bits()).isCloseTo(61.8 - 9.8, within(0.5));
        assertThat(BeaconScores.peak(peak).seconds()).isCloseTo(600, within(60.0));
        byte[] scattered = new byte[Rhythm.BINS];
        for (int i = 20; i < 60; i++) {
            scattered[i] = 1;
        }
        assertThat(BeaconScores.peak(scattered).bits()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, 0.0637",
        "4, 0, 0.25", // half an octave either side of the mean: 1/2 - 1/4
        "6, 0, 0.366",
        "1, 0.5, 0.1175",
        "4, 0.5, 0.3849"
    })
    void theMostThatChancePutsIntoAWindow(int width, double from, double most) {
        assertThat(BeaconScores.most(width, from)).isCloseTo(most, within(1e-3));
        // no rate puts more there
        double c = Math.pow(2, width / 4.0);
        for (double rate = 0.01; rate < 20; rate *= 1.1) {
            double there = Math.exp(-rate * (1 - from)) - Math.exp(-rate * (c - from));
            assertThat(there).isLessThanOrEqualTo(BeaconScores.most(width, from) + 1e-12);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "62, 0", "75, 1", "124, 3", "126, 4", "60000, 39", "2000000000, 95"})
    void binsAreQuartersOfAnOctave(long gapMillis, int bin) {
        assertThat(BeaconScores.bin(gapMillis)).isEqualTo(bin);
    }

    @Test
    void claimsNoMoreThanItsGapsAllow() {
        assertThat(BeaconScores.capBits(14)).isCloseTo(14, within(1e-9));
        assertThat(BeaconScores.capBits(254)).isCloseTo(18, within(1e-9));
    }
}

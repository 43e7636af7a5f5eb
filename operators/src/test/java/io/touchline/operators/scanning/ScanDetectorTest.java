// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScanDetectorTest {
    private static double walk(ScanState state, String outcomes, int minute) {
        double told = 0;
        for (char outcome : outcomes.toCharArray()) {
            told = Math.max(told, ScanDetector.contact(state, outcome == 'f', minute));
        }
        return told;
    }

    @Test
    void fiveFailuresAreTenBitsEightAreSixteen() {
        ScanState state = new ScanState();
        assertThat(walk(state, "ffff", 0)).isZero();
        assertThat(walk(state, "f", 0)).isEqualTo(10);
        walk(state, "fff", 0);
        assertThat(state.bits).isEqualTo(16);
    }

    @Test
    void isToldAgainOnlyWhenItIsMuchClearer() {
        ScanState state = new ScanState();
        walk(state, "fffff", 0);
        assertThat(walk(state, "fff", 0)).isZero();
        assertThat(walk(state, "f", 0)).isEqualTo(18);
    }

    @Test
    void successTakesBackAndNeverBelowNothing() {
        ScanState state = new ScanState();
        walk(state, "sssssssss", 0);
        assertThat(state.bits).isZero();
        walk(state, "ffs", 0);
        assertThat(state.bits).isEqualTo(2);
        assertThat(state.contacts).isEqualTo(3);
        walk(state, "s", 0);
        assertThat(state.contacts).isZero();
    }

    @Test
    void aBitIsForgottenInADay() {
        ScanState state = new ScanState();
        walk(state, "fff", 0);
        walk(state, "f", 2 * 1_440);
        assertThat(state.bits).isCloseTo(6 - 2 + 2, within(1e-4f));
        // one that came late does not turn time back
        walk(state, "f", 0);
        assertThat(state.lastMinute).isEqualTo(2 * 1_440);
        assertThat(state.bits).isCloseTo(8, within(1e-4f));
    }

    @Test
    void whoFailsOnceInFiveIsAlmostNeverTold() {
        SplittableRandom random = new SplittableRandom(5);
        ScanState state = new ScanState();
        int told = 0;
        for (int i = 0; i < 100_000; i++) {
            told += ScanDetector.contact(state, random.nextInt(5) == 0, i) > 0 ? 1 : 0;
        }
        // 2^10 contacts at least between two: less than 98
        assertThat(told).isBetween(1, 97);
    }

    @Test
    void whoFailsFourInFiveIsToldWithinTwentyContacts() {
        SplittableRandom random = new SplittableRandom(6);
        int soon = 0;
        for (int i = 0; i < 1_000; i++) {
            ScanState state = new ScanState();
            double told = 0;
            for (int contact = 0; contact < 20; contact++) {
                told = Math.max(told, ScanDetector.contact(state, random.nextInt(5) != 0, 0));
            }
            soon += told > 0 ? 1 : 0;
        }
        assertThat(soon).isGreaterThan(950);
    }
}

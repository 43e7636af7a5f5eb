// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseDetectorTest {
    @ParameterizedTest
    @CsvSource({
        "0, 14, 14, 0.05", // a daily command in a phase that was never seen
        "0, 2, 14, 2.58", // one of two days: -log2(2.5/15)
        "120, 14, 14, 7.96", // one event: -log2(0.5/120.5) and that share
        "120, 2, 14, 10.50",
        "1200, 60, 60, 11.25"
    })
    void isMeasuredAgainstThePhaseAndTheCommand(
            double minutes, double days, double life, double bits) {
        assertThat(PhaseDetector.bits(minutes, days, life)).isCloseTo(bits, within(0.01));
    }

    @Test
    void aMinuteCountsOnceHoweverOftenItIsPolled() {
        PhaseState state = new PhaseState();
        for (int poll = 0; poll < 600; poll++) {
            PhaseDetector.learn(state, 3, 1_000 + poll / 60);
        }
        PhaseDetector.learn(state, 3, 1_002); // told late
        assertThat(state.current[3]).isEqualTo(10);
        // an event is not its own past; the next one's it is
        assertThat(state.minutes[3]).isZero();
        PhaseDetector.learn(state, 2, 1_010 + 7 * 1_440);
        assertThat(state.minutes[3]).isEqualTo(10);
        assertThat(state.current[3]).isZero();
        assertThat(state.current[2]).isEqualTo(1);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.arrival;

import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ArrivalDetectorTest {
    private static ArrivalState after(int arrivals, long every) {
        ArrivalState state = null;
        for (int i = 0; i < arrivals; i++) {
            state = ArrivalDetector.arrival(state, T0 + i * every).after();
        }
        return state;
    }

    @Test
    void theFirstOfASegmentIsNoNews() {
        assertThat(ArrivalDetector.arrival(null, T0).bits()).isZero();
    }

    @Test
    void whereSomethingArrivesEveryHourItIsUsual() {
        ArrivalDetector.Judged judged =
                ArrivalDetector.arrival(after(1_000, HOUR), T0 + 1_000 * HOUR);
        // one an hour: -log2(1 - 1/e)
        assertThat(judged.bits()).isCloseTo(0.66, within(0.02));
        assertThat(judged.hoursBetween()).isCloseTo(1, within(0.05));
    }

    @Test
    void whereAllWereThereFromTheStartAndNothingCameForTwoWeeksItIsRare() {
        ArrivalState installed = after(60, 1_000);
        long later = T0 + 15 * DAY;
        // half an arrival in 182 of the 242 hours that a half-life of a week can hold
        ArrivalDetector.Judged judged = ArrivalDetector.arrival(installed, later);
        assertThat(judged.bits()).isCloseTo(8.5, within(0.2));
        assertThat(ArrivalDetector.arrival(installed, T0 + 70 * DAY).bits())
                .isCloseTo(8.9, within(0.2));
        // and the next one is less of a surprise
        assertThat(ArrivalDetector.arrival(judged.after(), later + HOUR).bits())
                .isLessThan(judged.bits() - 1);
    }

    @Test
    void oneThatBecameKnownEarlierDoesNotTurnTimeBack() {
        ArrivalState state = after(3, DAY);
        assertThat(ArrivalDetector.arrival(state, state.lastTime() - HOUR).after().lastTime())
                .isEqualTo(state.lastTime());
    }
}

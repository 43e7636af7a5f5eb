// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** An event day is judged by earlier event days, an hour by the same hour of other days. */
class SeasonTest {
    private static final int LIVE = WindowShares.PHASES.indexOf("LIVE");
    private static final int DAY = 24;

    private final RateDetector detector = new RateDetector(RateOptions.defaults());

    @Test
    void whatEveryEventBringsIsOnlyNewAtTheFirst() {
        CountState state = days(14, hour -> 10);
        double first = event(state, 400);
        double second = event(state, 400);
        double third = event(state, 400);
        assertThat(first).isGreaterThan(10);
        assertThat(second).isLessThan(4);
        assertThat(third).isLessThanOrEqualTo(second);
    }

    @Test
    void anEventIsNotMuted() {
        CountState state = days(14, hour -> 10);
        for (int i = 0; i < 5; i++) {
            event(state, 40);
        }
        assertThat(event(state, 45)).isLessThan(3);
        assertThat(event(state, 600)).isGreaterThan(12);
    }

    @Test
    void theFirstEventOfAllMayBeSeveralTimesAsBusy() {
        assertThat(event(days(14, hour -> 10), 40)).isBetween(2.0, 6.0);
    }

    @Test
    void anEventDoesNotMakeOrdinaryDaysBusy() {
        CountState state = days(14, hour -> 10);
        double before = detector.score(state, 100, 0, ordinary(14 * DAY)).bits();
        for (int i = 0; i < 6; i++) {
            event(state, 1_000);
        }
        assertThat(detector.score(state, 100, 0, ordinary(14 * DAY)).bits())
                .isCloseTo(before, within(1e-6));
    }

    @Test
    void aPhaseDoesNotAgeBetweenEvents() {
        CountState state = days(14, hour -> 10);
        event(state, 400);
        event(state, 400);
        double before = detector.score(state, 400, 0, live(1)).bits();
        detector.idle(state, 80 * DAY);
        detector.idleDays(state, 80);
        state.shape = days(14, hour -> 10).shape; // its ordinary days go on as before
        state.exposure = days(14, hour -> 10).exposure;
        assertThat(detector.score(state, 400, 0, live(1)).bits()).isCloseTo(before, within(0.1));
    }

    @Test
    void aJobOfEveryNightIsAHabitThoughItNeverComesTwiceInARow() {
        CountState state = days(14, hour -> hour == 2 ? 60 : 1);
        assertThat(detector.score(state, 60, 0, ordinary(14 * DAY + 2)).bits()).isLessThan(4);
        // the same in the evening is none
        assertThat(detector.score(state, 60, 0, ordinary(14 * DAY + 20)).bits()).isGreaterThan(12);
    }

    @Test
    void oneBusyNightIsNoHabit() {
        CountState state = days(14, hour -> 1);
        state.count = 60;
        detector.close(state, 0, ordinary(14 * DAY + 2));
        assertThat(detector.score(state, 60, 0, ordinary(15 * DAY + 2)).bits()).isGreaterThan(12);
    }

    @Test
    void anHourOfTwoPhasesExpectsTheirMixture() {
        CountState state = days(14, hour -> 10);
        for (int i = 0; i < 8; i++) {
            event(state, 400);
        }
        double[] half = new double[SeasonState.PHASES];
        half[LIVE] = 0.5;
        WindowShares mixed = new WindowShares(0, 0.5, half);
        assertThat(detector.score(state, 0, 0, mixed).expected()).isCloseTo(203, within(20.0));
    }

    @Test
    void aSilentHourTeachesThatItIsSilent() {
        CountState state = days(14, hour -> hour == 2 ? 60 : 1);
        double before = detector.score(state, 1, 0, ordinary(2)).expected();
        for (int day = 0; day < 14; day++) {
            detector.idleHour(state, ordinary(2));
        }
        assertThat(detector.score(state, 1, 0, ordinary(2)).expected()).isLessThan(before / 2);
    }

    @Test
    void aLevelMovesWhereTheLearningIsFinerThanAStep() {
        SeasonState state = new SeasonState();
        state.setHour(0, 100, 100);
        for (int day = 0; day < 12; day++) {
            Season.learnHour(state, 0, 140, 1, 1_000);
        }
        assertThat(state.hour(0)).isBetween(120.0, 160.0);
    }

    @Test
    void bytesOfAPhaseAreThoseOfEarlierEvents() {
        BytesState state = new BytesState();
        for (int hour = 0; hour < 200; hour++) {
            state.sum = 10_000 + hour % 7 * 1_000;
            detector.closeBytes(state, ordinary(hour));
        }
        state.sum = 3_000_000;
        double first = detector.closeBytes(state, live(0)).bits();
        state.sum = 3_000_000;
        double second = detector.closeBytes(state, live(1)).bits();
        state.sum = 3_000_000;
        double onAnOrdinaryDay = detector.closeBytes(state, ordinary(1)).bits();
        assertThat(first).isGreaterThan(second + 2);
        assertThat(onAnOrdinaryDay).isGreaterThan(second + 4);
    }

    private double event(CountState state, float count) {
        state.count = count;
        return detector.close(state, 0, live(0)).bits();
    }

    private interface Day {
        int at(int hour);
    }

    private CountState days(int days, Day day) {
        CountState state = new CountState();
        for (int hour = 0; hour < days * DAY; hour++) {
            state.count = day.at(hour % DAY);
            detector.close(state, 0, ordinary(hour));
        }
        return state;
    }

    private static WindowShares ordinary(int hour) {
        return WindowShares.ordinary(hour);
    }

    private static WindowShares live(int hour) {
        double[] shares = new double[SeasonState.PHASES];
        shares[LIVE] = 1;
        return new WindowShares(hour, 0, shares);
    }
}

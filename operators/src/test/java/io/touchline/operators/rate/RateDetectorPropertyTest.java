// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.IntRange;

class RateDetectorPropertyTest {
    private final RateDetector detector = new RateDetector(RateOptions.defaults());

    /** One closed form for a silence however long, and the same as closing each of its hours. */
    @Property
    void silenceInClosedFormEqualsItsHoursOneByOne(
            @ForAll @FloatRange(min = 0, max = 5_000) float shape,
            @ForAll @FloatRange(min = 0, max = 500) float exposure,
            @ForAll @IntRange(min = 0, max = 23) int run,
            @ForAll @IntRange(min = 1, max = 300) int hours) {
        CountState atOnce = state(shape, exposure, run);
        CountState oneByOne = state(shape, exposure, run);
        detector.idle(atOnce, hours);
        for (int i = 0; i < hours; i++) {
            detector.close(oneByOne, 20, WindowShares.ordinary(i));
        }
        assertThat(atOnce.shape).isCloseTo(oneByOne.shape, within(0.01f + shape * 1e-4f));
        assertThat(atOnce.exposure).isCloseTo(oneByOne.exposure, within(0.05f));
        assertThat(atOnce.run).isEqualTo(oneByOne.run);
    }

    @Property
    void silencesAddUp(
            @ForAll @FloatRange(min = 0, max = 5_000) float shape,
            @ForAll @FloatRange(min = 0, max = 500) float exposure,
            @ForAll @IntRange(min = 1, max = 2_000) int a,
            @ForAll @IntRange(min = 1, max = 2_000) int b) {
        CountState together = state(shape, exposure, 0);
        CountState apart = state(shape, exposure, 0);
        detector.idle(together, a + b);
        detector.idle(apart, a);
        detector.idle(apart, b);
        assertThat(apart.shape).isCloseTo(together.shape, within(0.01f + shape * 1e-4f));
        assertThat(apart.exposure).isCloseTo(together.exposure, within(0.05f));
    }

    @Property
    void aLevelThatStaysIsAdopted(@ForAll @IntRange(min = 200, max = 2_000) int level) {
        CountState state = state(0, 0, 0);
        for (int hour = 0; hour < 100; hour++) {
            state.count = 20;
            detector.close(state, 0, WindowShares.ordinary(hour));
        }
        double first = 0;
        double last = 0;
        for (int hour = 0; hour < 72; hour++) {
            state.count = level;
            double bits = detector.close(state, 0, WindowShares.ordinary(hour)).bits();
            first = hour == 0 ? bits : first;
            last = bits;
        }
        assertThat(first).isGreaterThan(8);
        assertThat(last).isLessThan(2);
    }

    @Property
    void anAnomalousHourTeachesLessThanAnOrdinaryOne(
            @ForAll @IntRange(min = 300, max = 100_000) int burst) {
        CountState state = state(2_000, 100, 0);
        state.count = burst;
        detector.close(state, 20, WindowShares.ordinary(0));
        // at most a hundredth of the burst, one bad hour of two dozen
        assertThat((double) state.shape).isLessThan(2_000 + burst * 0.06);
    }

    @Property
    void theNextHourThatAlreadyBeganIsKept(@ForAll @IntRange(min = 0, max = 100) int next) {
        CountState state = state(20, 1, 0);
        state.count = 20;
        state.next = next;
        detector.close(state, 20, WindowShares.ordinary(0));
        assertThat(state.count).isEqualTo(next);
        assertThat(state.next).isZero();
    }

    private static CountState state(float shape, float exposure, int run) {
        CountState state = new CountState();
        state.shape = shape;
        state.exposure = exposure;
        state.run = (byte) run;
        return state;
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.edges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.touchline.operators.stats.RateModel;
import org.junit.jupiter.api.Test;

class EdgeDetectorTest {
    private static final int DAY = 1_440;

    private static double count(EdgeState it, int times, int tick) {
        double bits = 0;
        for (int i = 0; i < times; i++) {
            bits = EdgeDetector.count(it, tick);
        }
        return bits;
    }

    /** Once a minute for so many minutes, from 0. */
    private static EdgeState poller(int minutes) {
        EdgeState it = new EdgeState();
        for (int tick = 0; tick < minutes; tick++) {
            EdgeDetector.count(it, tick);
        }
        return it;
    }

    @Test
    void scoresAndLearnsAsTheFormulaSays() {
        EdgeState it = new EdgeState();
        count(it, 3, 100);
        // nothing learnt: mean 0.5, size 0.5
        assertThat(EdgeDetector.count(it, 100))
                .isCloseTo(RateModel.chernoffBits(4, 0.5, 0.5), within(1e-9));
        EdgeDetector.count(it, 102);
        // minutes 100 and 101 were learnt with 4 and 3.6; 3.24 of the 4 is left
        double fade = Math.pow(2, -2.0 / (21 * DAY));
        assertThat(it.shape).isCloseTo((float) (7.6 * fade), within(1e-4f));
        assertThat(it.exposure).isCloseTo(2, within(1e-4f));
        assertThat(it.current).isCloseTo(4.24f, within(1e-4f));
    }

    @Test
    void aPollerIsNeverSurprising() {
        EdgeState it = poller(DAY);
        double most = 0;
        for (int tick = DAY; tick < 3 * DAY; tick++) {
            most = Math.max(most, EdgeDetector.count(it, tick));
        }
        assertThat(most).isLessThan(0.1);
    }

    @Test
    void aBurstDoesNotTeachItself() {
        EdgeState it = poller(DAY);
        double mean = it.shape / it.exposure;
        for (int tick = DAY; tick < DAY + 60; tick++) {
            assertThat(count(it, 1_000, tick)).isGreaterThan(EdgeDetector.GATE_BITS);
        }
        EdgeDetector.count(it, DAY + 60);
        assertThat(it.shape / it.exposure).isCloseTo((float) mean, within(0.01f));
        assertThat(it.run).isEqualTo(60);
    }

    @Test
    void aLevelThatStaysForAWeekIsAdopted() {
        EdgeState it = poller(DAY);
        double last = 0;
        for (int tick = DAY; tick < DAY + EdgeDetector.ADOPT_TICKS + 60; tick++) {
            last = count(it, 100, tick);
        }
        assertThat(last).isLessThan(3);
    }

    @Test
    void emptyTimeIsTheSameInOneStepAndInMany() {
        EdgeState once = poller(DAY);
        EdgeState often = poller(DAY);
        count(once, 500, DAY);
        count(often, 500, DAY);
        for (int tick = DAY + 1; tick <= 2 * DAY; tick += 7) {
            EdgeDetector.advance(often, tick);
        }
        EdgeDetector.advance(once, 2 * DAY);
        EdgeDetector.advance(often, 2 * DAY);
        assertThat(often.shape).isCloseTo(once.shape, within(once.shape * 1e-2f));
        assertThat(often.exposure).isCloseTo(once.exposure, within(once.exposure * 1e-3f));
        assertThat(often.current).isCloseTo(once.current, within(1e-6f));
    }

    @Test
    void fiftyYearsPassInOneStep() {
        EdgeState it = poller(DAY);
        count(it, 10_000, DAY);
        EdgeDetector.count(it, 50 * 365 * DAY);
        assertThat(it.shape).isBetween(0f, 1e-3f);
        assertThat(it.current).isEqualTo(1);
    }

    @Test
    void whatComesLateIsLearntAndNoBurst() {
        EdgeState it = poller(10);
        float shape = it.shape;
        float current = it.current;
        EdgeDetector.count(it, 8);
        assertThat(it.tick).isEqualTo(9);
        assertThat(it.current).isCloseTo(current + 0.9f, within(1e-5f));
        assertThat(it.shape).isCloseTo(shape + 1, within(1e-4f));
        EdgeState late = poller(2 * DAY);
        assertThat(count(late, 1_000, DAY)).isLessThan(1);
    }

    @Test
    void whatHappensEveryNightIsBeyondNothing() {
        EdgeState it = new EdgeState();
        double first = 0;
        double last = 0;
        for (int night = 0; night < 10; night++) {
            count(it, 5_000, night * DAY);
            last = EdgeDetector.beyond(it, 3);
            first = night == 0 ? last : first;
            assertThat(EdgeDetector.count(it, night * DAY)).isGreaterThan(EdgeDetector.GATE_BITS);
        }
        assertThat(first).isGreaterThan(60);
        assertThat(last).isLessThan(1);
        count(it, 100_000, 10 * DAY);
        assertThat(EdgeDetector.beyond(it, 3)).isGreaterThan(16);
    }

    @Test
    void theLargestOfThreeCounts() {
        EdgeState edge = new EdgeState();
        EdgeState source = poller(DAY);
        EdgeState destination = poller(DAY);
        double bits = 0;
        for (int i = 0; i < 50; i++) {
            bits = EdgeDetector.count(edge, source, destination, DAY);
        }
        // a new edge has no past: it surprises more than either of its ends
        assertThat(bits).isEqualTo(count(new EdgeState(), 50, DAY));
        assertThat(bits).isGreaterThan(count(poller(DAY), 50, DAY));
    }
}

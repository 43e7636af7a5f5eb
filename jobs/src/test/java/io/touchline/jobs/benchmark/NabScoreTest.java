// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.touchline.jobs.benchmark.NabScore.Best;
import io.touchline.jobs.benchmark.NabScore.Scored;
import io.touchline.jobs.benchmark.NabScore.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the benchmark, by hand. */
class NabScoreTest {
    private static final List<Window> WINDOWS = List.of(new Window(10, 13));

    private static double[] said(int... points) {
        double[] scores = new double[20];
        for (int point : points) {
            scores[point] = 1;
        }
        return scores;
    }

    private static double raw(int... points) {
        return NabScore.at(new Scored(said(points), WINDOWS), 1).raw();
    }

    @Test
    void probationIsAShareOfTheSeriesUpToFiveThousandPoints() {
        assertThat(NabScore.probation(20)).isEqualTo(3);
        assertThat(NabScore.probation(4032)).isEqualTo(604);
        assertThat(NabScore.probation(15_902)).isEqualTo(750);
    }

    @Test
    void earnsByHowEarlyAndPaysByHowFar() {
        assertThat(raw()).isEqualTo(-1);
        assertThat(raw(10)).isCloseTo(1, within(1e-12));
        // the last of four points: y = -1/4, (2/(1 + e^-1.25) - 1)/(2/(1 + e^-5) - 1)
        assertThat(raw(13)).isCloseTo(0.562124, within(1e-6));
        // later points of a window add nothing
        assertThat(raw(10, 11, 13)).isCloseTo(1, within(1e-12));
        // before any window: all of it; in probation: nothing
        assertThat(raw(5)).isCloseTo(-1.11, within(1e-12));
        assertThat(raw(2)).isEqualTo(-1);
        // one behind: y = 1/3, 0.11 (2/(1 + e^(5/3)) - 1)
        assertThat(raw(14)).isCloseTo(-1 - 0.075049, within(1e-6));
        // six behind: y = 2, nearly all of it
        assertThat(raw(10, 19)).isCloseTo(1 - 0.10999, within(1e-5));
    }

    @Test
    void silenceIsZeroAndTheFirstPointOfEachWindowAHundred() {
        // all points score 0: to say all costs more than to say nothing
        Best silent = NabScore.best(List.of(new Scored(new double[100], WINDOWS)));
        assertThat(silent.threshold()).isInfinite();
        assertThat(silent.total().normalised()).isZero();
        Best perfect = NabScore.best(List.of(new Scored(said(10), WINDOWS)));
        assertThat(perfect.threshold()).isEqualTo(1);
        assertThat(perfect.total().normalised()).isCloseTo(100, within(1e-9));
    }

    @Test
    void oneThresholdServesAllSeries() {
        double[] good = said(10);
        double[] loud = new double[20];
        // at 1 both windows are found and one false positive is paid; at 2 only one is
        loud[5] = 1;
        loud[10] = 1;
        good[10] = 2;
        Best best = NabScore.best(List.of(new Scored(good, WINDOWS), new Scored(loud, WINDOWS)));
        assertThat(best.threshold()).isEqualTo(1);
        assertThat(best.total().detected()).isEqualTo(2);
        assertThat(best.total().falsePositives()).isEqualTo(1);
        assertThat(best.total().normalised()).isCloseTo(100 * 3.89 / 4, within(1e-9));
    }
}

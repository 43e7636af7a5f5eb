// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.jobs.benchmark.BeaconCheck.Cell;
import io.touchline.jobs.benchmark.BeaconCheck.Recall;
import io.touchline.jobs.evaluate.Share;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Floors of what {@code evaluate beacons} measures: a detector that falls below them is worse. */
class BeaconCheckTest {
    private static final int BEACONS = 150;
    private static final BeaconCheck CHECK = new BeaconCheck(1, 1_500, BEACONS);

    private static Recall recall(double periodSeconds, double jitter) {
        for (int i = 0; i < CHECK.cells.size(); i++) {
            Cell cell = CHECK.cells.get(i);
            if (cell.periodSeconds() == periodSeconds && cell.jitter() == jitter) {
                return CHECK.recalls.get(i);
            }
        }
        throw new AssertionError("no such cell");
    }

    @Test
    void twoOfAThousandHarmlessSeriesAreAboveTheThreshold() {
        Share loud = CHECK.loud.values().stream().reduce(Share.NONE, Share::plus);
        assertThat(loud).isEqualTo(new Share(9, 4_500));
        // the gate of the engine is higher, so its false-positive rate is lower
        assertThat(CHECK.thresholdBits).isBetween(3.0, 9.0);
    }

    @Test
    void aBeaconThatIsAloneIsSeenInEveryCell() {
        assertThat(CHECK.recalls).hasSize(15);
        assertThat(CHECK.recalls)
                .allSatisfy(recall -> assertThat(recall.pure().value()).isGreaterThan(0.98));
    }

    @Test
    void twentyFourGapsAreEnough() {
        for (double period : new double[] {10, 60, 600, 3_600}) {
            assertThat(recall(period, 0).shortest().value()).isEqualTo(1);
            assertThat(recall(period, 0.3).shortest().value()).isGreaterThan(0.98);
            assertThat(recall(period, 0.5).shortest().value()).isGreaterThan(0.94);
        }
        // of half a second the collapse time eats a fifth: at jitter 50 % it takes 32 gaps
        assertThat(recall(0.5, 0.3).shortest().value()).isGreaterThan(0.96);
        assertThat(recall(0.5, 0.5).shortest().value()).isGreaterThan(0.7);
    }

    @Test
    void aBeaconBesideAReaderIsSeen() {
        assertThat(recall(600, 0).mixed().value()).isGreaterThan(0.97);
        assertThat(recall(600, 0.3).mixed().value()).isGreaterThan(0.93);
        assertThat(recall(600, 0.5).mixed().value()).isGreaterThan(0.78);
        assertThat(recall(60, 0.5).mixed().value()).isGreaterThan(0.92);
        assertThat(recall(3_600, 0).mixed().value()).isGreaterThan(0.62);
    }

    @Test
    void theSameSeedGivesTheSameSeriesAndAnotherGivesOthers() {
        List<List<Long>> series = new ArrayList<>();
        for (long seed : new long[] {7, 7, 8}) {
            series.add(new BeaconSeries(seed).returning());
        }
        assertThat(series.get(0)).isEqualTo(series.get(1)).isNotEqualTo(series.get(2));
    }
}

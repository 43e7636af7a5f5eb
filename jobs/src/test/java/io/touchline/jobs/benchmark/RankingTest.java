// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** AUC and average precision against a count by hand, and against all pairs. */
class RankingTest {
    @Test
    void isWhatAHandCounts() {
        // from the top: 9 sought; 5 sought and not; 2 not; 1 sought
        double[] scores = {5, 1, 9, 5, 2};
        boolean[] sought = {true, true, true, false, false};
        Ranking ranking = Ranking.of(scores, sought);
        // pairs sought x not: 9 beats both, 5 ties with 5 and beats 2, 1 loses to both: 3.5 of 6
        assertThat(ranking.auc()).isCloseTo(3.5 / 6, within(1e-12));
        // a third of the recall at 1/1, at 2/3, at 3/5
        assertThat(ranking.averagePrecision())
                .isCloseTo((1 + 2 / 3.0 + 3 / 5.0) / 3, within(1e-12));
    }

    @Test
    void scoresThatAreAllEqualTellNothing() {
        Ranking ranking = Ranking.of(new double[4], new boolean[] {true, false, false, false});
        assertThat(ranking.auc()).isEqualTo(0.5);
        assertThat(ranking.averagePrecision()).isEqualTo(0.25);
    }

    @Test
    void agreesWithAllPairs() {
        SplittableRandom random = new SplittableRandom(4);
        double[] scores = random.doubles(300).map(x -> Math.floor(x * 40) * 1e5).toArray();
        boolean[] sought = new boolean[scores.length];
        for (int i = 0; i < sought.length; i++) {
            sought[i] = random.nextInt(3) == 0;
        }
        double won = 0;
        long pairs = 0;
        for (int i = 0; i < sought.length; i++) {
            for (int j = 0; j < sought.length; j++) {
                if (sought[i] && !sought[j]) {
                    pairs++;
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        assertThat(Ranking.of(scores, sought).auc()).isCloseTo(won / pairs, within(1e-12));
    }

    @Test
    void nothingToRankHasNoValue() {
        assertThat(Ranking.of(new double[] {1}, new boolean[] {true}).auc()).isNaN();
    }
}

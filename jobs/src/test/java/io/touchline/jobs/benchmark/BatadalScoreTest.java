// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.touchline.jobs.benchmark.BatadalScore.Attack;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of the competition, by hand. */
class BatadalScoreTest {
    private static final List<Attack> ATTACKS =
            List.of(new Attack(2 * 3600, 5 * 3600), new Attack(8 * 3600, 9 * 3600));

    private static BatadalScore score(int... alarms) {
        long[] times = new long[10];
        boolean[] alarmed = new boolean[10];
        for (int i = 0; i < 10; i++) {
            times[i] = 3600L * i;
        }
        for (int alarm : alarms) {
            alarmed[alarm] = true;
        }
        return BatadalScore.of(times, alarmed, ATTACKS);
    }

    @Test
    void isOneForTheWholeTruthAndAQuarterForSilence() {
        assertThat(score(2, 3, 4, 5, 8, 9).s()).isCloseTo(1, within(1e-12));
        // S_TTD 0, TPR 0, TNR 1
        assertThat(score().s()).isCloseTo(0.25, within(1e-12));
    }

    @Test
    void lateIsWorseThanEarlyAndAFalseAlarmCosts() {
        // hours 2-5 seen after one of four hours, 8-9 never; 3 of 6 hours, 3 of 4 quiet ones
        BatadalScore score = score(3, 4, 5, 7);
        assertThat(score.sTtd()).isCloseTo(1 - (0.25 + 1) / 2, within(1e-12));
        assertThat(score.tpr()).isCloseTo(0.5, within(1e-12));
        assertThat(score.tnr()).isCloseTo(0.75, within(1e-12));
        assertThat(score.s()).isCloseTo(0.5 * 0.375 + 0.25 * 1.25, within(1e-12));
        assertThat(score.delays().get(1).detected()).isFalse();
    }

    @Test
    void knowsAsManyHoursAsWerePublished() {
        assertThat(BatadalScore.PUBLISHED.stream().map(Attack::hours))
                .containsExactly(50, 24, 60, 94, 60, 94, 110);
    }
}

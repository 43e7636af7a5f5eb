// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.touchline.schemas.Measure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnsemblesTest {
    private final Ensembles all = new Ensembles();
    private final List<Ensemble> over = new ArrayList<>();

    private Ensemble meet(boolean named, long hash, String value, long when, long writeTime) {
        return all.meet(named, hash, value, when, writeTime, over::add);
    }

    private EnsembleDetector.@Nullable Look record(
            Ensemble it, int member, long from, long until, double packets) {
        return EnsembleDetector.contact(
                all,
                it,
                member,
                flow().at(from).until(until).with(Measure.PACKETS_OUT, packets).build());
    }

    /** {@code members} at once, each with one connection of ten minutes and so many packets. */
    private EnsembleDetector.@Nullable Look burst(long at, int members, double... packets) {
        EnsembleDetector.Look last = null;
        Ensemble it = null;
        for (int i = 0; i < members; i++) {
            it = meet(false, i, "198.51.100." + i, at, at);
        }
        for (int i = 0; i < members && it != null; i++) {
            double sent = packets[i % packets.length];
            EnsembleDetector.Look look = record(it, i, at, at + 10 * MINUTE, sent);
            last = look == null ? last : look;
        }
        return last;
    }

    // nothing known: 8 bits at most for nine at once; F(6, 4) of 0.0025/2.25 -> I(3, 2) at 0.00166
    @Test
    void saysHowMuchOnsetAndStepAreWorth() {
        EnsembleDetector.Look look = burst(T0, 9, 2_400);
        assertThat(look).isNotNull();
        assertThat(look.opened()).isEqualTo(9);
        assertThat(look.members()).isEqualTo(7);
        assertThat(look.onsetBits()).isCloseTo(8, within(0.01));
        assertThat(look.stepBits().get(Step.RATE)).isCloseTo(25.70, within(0.05));
        assertThat(look.bits()).isCloseTo(8 + 25.70 - 1.585 - 1, within(0.06));
        assertThat(look.level()).isCloseTo(4.0, within(0.01));
    }

    /** Sixteen at once: how rare that is has to be learnt. */
    @Test
    void claimsNoMoreOfAnOnsetThanBurstsCanTeach() {
        assertThat(all.usual.onsetBits(5)).isCloseTo(4.415, within(0.01));
        assertThat(all.usual.onsetBits(16)).isEqualTo(8);
        all.usual.bursts = 30;
        assertThat(all.usual.onsetBits(16)).isEqualTo(12);
    }

    @Test
    void isWorthNothingOutOfStep() {
        assertThat(burst(T0, 8, 30, 9_000, 400, 70_000, 5).bits()).isZero();
    }

    @Test
    void judgesNoFewerThanFour() {
        assertThat(burst(T0, 3, 2_400)).isNull();
        assertThat(burst(T0 + MINUTE, 4, 2_400)).isNotNull();
    }

    /** Of twelve names that a page brings, the four that stay open are another matter. */
    @Test
    void needsMostOfWhatWasOpenedAtOnce() {
        for (int i = 0; i < 12; i++) {
            meet(true, 100 + i, "cdn-" + i + ".example", T0 - SECOND, T0);
        }
        assertThat(burst(T0, 8, 2_400)).isNull();
        assertThat(burst(T0 + MINUTE, 8, 2_400)).isNotNull();
    }

    @Test
    void takesFiveSecondsForOneBurst() {
        Ensemble first = meet(true, 1, "a.example", T0, T0);
        assertThat(meet(true, 2, "b.example", T0 + 3 * SECOND, T0)).isSameAs(first);
        // told of later, met before
        assertThat(meet(true, 3, "c.example", T0 - 2 * SECOND, T0)).isSameAs(first);
        assertThat(meet(true, 4, "d.example", T0 + 4 * SECOND, T0)).isNotSameAs(first);
    }

    /** A browser's own bursts make another one of that size usual, and the likeness of theirs. */
    @Test
    void learnsWhatIsUsual() {
        double before = all.usual.onsetBits(9);
        double stranger = burst(T0 - DAY, 12, 400, 410, 420, 500).bits();
        for (int page = 0; page < 60; page++) {
            burst(T0 + page * 10 * MINUTE, 12, 400, 410, 420, 500);
        }
        assertThat(before).isEqualTo(8);
        assertThat(all.usual.usualMore()).isGreaterThan(9);
        assertThat(all.usual.onsetBits(9)).isLessThan(2);
        assertThat(all.usual.variance(Step.RATE)).isLessThan(0.3);
        EnsembleDetector.Look look = burst(T0 + DAY, 12, 400, 410, 420, 500);
        assertThat(look.bits()).isLessThan(stranger / 2);
    }

    @Test
    void doesNotLearnWhatWasTold() {
        burst(T0, 9, 2_400);
        all.open.get(0).told = 30;
        meet(true, 1_000, "later.example", T0 + 2 * DAY, T0 + 2 * DAY);
        assertThat(all.open).hasSize(1);
        assertThat(all.usual.bursts).isZero();
    }

    @Test
    void isOverAfterADay() {
        Ensemble it = meet(true, 1, "a.example", T0, T0);
        assertThat(all.of(1, T0 + DAY)).isSameAs(it);
        assertThat(all.of(1, T0 + DAY + 1)).isNull();
        meet(true, 2, "b.example", T0 + 2 * DAY, T0 + 2 * DAY);
        assertThat(over).containsExactly(it);
    }

    /** Four are kept; a burst too small to be an ensemble goes first. */
    @Test
    void keepsTheFourThatMatter() {
        for (int i = 0; i < 3; i++) {
            burst(T0 + i * MINUTE, 5, 100);
        }
        for (int i = 0; i < 50; i++) {
            long at = T0 + (10 + i) * MINUTE;
            meet(true, 500 + i, "one-" + i + ".example", at, at);
        }
        assertThat(all.open).hasSize(4);
        assertThat(over).hasSize(49).allMatch(it -> it.members.size() == 1);
        assertThat(all.open.stream().filter(it -> it.members.size() == 5)).hasSize(3);
    }

    /** Interim records tell all from the beginning: a stretch is what came since the last. */
    @Test
    void takesInterimRecordsAsWhatCameSince() {
        Ensemble it = meet(false, 1, "198.51.100.1", T0, T0);
        record(it, 1, T0, T0 + MINUTE, 600);
        record(it, 1, T0, T0 + 2 * MINUTE, 660);
        EnsembleMember member = it.members.get(0);
        assertThat(member.stretches).isEqualTo(2);
        assertThat(member.deltas).isEqualTo(1);
        assertThat(it.whileOpen).isTrue();
        // ten a second, then one
        assertThat((double) member.sumLogRate).isCloseTo(Math.log(10), within(0.02));
    }

    @Test
    void showsTheFourOfLowestHash() {
        for (int i = 0; i < 30; i++) {
            meet(true, 30 - i, "n" + (30 - i) + ".example", T0, T0);
        }
        Ensemble it = all.open.get(0);
        assertThat(it.members).hasSize(16);
        assertThat(it.shown())
                .containsExactly("n15.example", "n16.example", "n17.example", "n18.example");
    }
}

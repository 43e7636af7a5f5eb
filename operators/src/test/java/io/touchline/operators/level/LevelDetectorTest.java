// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.level;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** A tank polled every five minutes. */
class LevelDetectorTest {
    private static final int POLLS_PER_DAY = 288;
    private static final int FORTNIGHT = 14 * POLLS_PER_DAY;

    private final LevelDetector detector = new LevelDetector(LevelOptions.STANDARD);
    private final SplittableRandom random = new SplittableRandom(7);
    private LevelState state = new LevelState();
    private int polls;

    private LevelScore poll(double value) {
        return detector.next(state, value, 300L * polls++);
    }

    private double worst(int n, IntToDoubleFunction values) {
        double worst = 0;
        for (int i = 0; i < n; i++) {
            worst = Math.max(worst, poll(values.applyAsDouble(polls)).bits());
        }
        return worst;
    }

    private double quiet(int poll) {
        return 5 + 0.1 * random.nextGaussian();
    }

    /** Full at noon, half full at midnight. */
    private double daily(int poll) {
        return 4 - Math.cos(2 * Math.PI * poll / POLLS_PER_DAY) + 0.02 * random.nextGaussian();
    }

    @Test
    void aLevelNeverSeenIsSurprisingAndSaysWhatWasExpected() {
        worst(FORTNIGHT, this::quiet);
        LevelScore score = poll(9);
        assertThat(score.bits()).isGreaterThan(12);
        assertThat(score.part()).isIn(LevelPart.LEVEL, LevelPart.SEASON);
        assertThat(score.expected()).isBetween(4.9, 5.1);
    }

    @Test
    void aUsualLevelAtAnUnusualHourIsSurprising() {
        worst(FORTNIGHT, this::daily);
        worst(POLLS_PER_DAY / 2 - 12, this::daily);
        // at noon it is never as low as at midnight
        LevelScore score = poll(3);
        assertThat(score.season()).isGreaterThan(score.level() + 5);
        assertThat(score.part()).isEqualTo(LevelPart.SEASON);
        assertThat(score.bits()).isGreaterThan(8);
        assertThat(score.expected()).isGreaterThan(4.5);
    }

    @Test
    void aReadingThatRestsIsSurprisingThoughItsValueIsUsual() {
        worst(FORTNIGHT, i -> 5 + 0.1 * random.nextInt(-5, 6));
        LevelScore score = poll(5);
        for (int i = 0; i < 36; i++) {
            score = poll(5);
        }
        assertThat(score.part()).isEqualTo(LevelPart.STUCK);
        assertThat(score.stuck()).isGreaterThan(10);
    }

    @Test
    void aShiftThatStaysIsAdoptedOnceAndThenUsual() {
        worst(FORTNIGHT, this::quiet);
        int adopted = 0;
        for (int i = 0; i < 10 * POLLS_PER_DAY; i++) {
            adopted += poll(8 + 0.1 * random.nextGaussian()).adopted() ? 1 : 0;
        }
        assertThat(adopted).isEqualTo(1);
        assertThat(poll(8).bits()).isLessThan(4);
        assertThat(state.level.mu()).isBetween(7.5, 8.1);
    }

    @Test
    void anEpisodeGetsQuieterTheLongerItLasts() {
        worst(FORTNIGHT, this::quiet);
        LevelScore first = poll(9);
        LevelScore third = poll(9.3);
        third = poll(9.1);
        assertThat(third.calibrated()).isGreaterThan(8);
        assertThat(third.bits()).isLessThan(0.6 * first.bits());
    }

    @Test
    void isSilentWhenColdAndBoundedWhenHostile() {
        assertThat(worst(LevelOptions.STANDARD.warmUp(), i -> i % 2 == 0 ? 1e30 : -1e30)).isZero();
        for (double value : new double[] {0, Float.MAX_VALUE, -Float.MAX_VALUE, 1e-40, 0}) {
            LevelScore score = poll(value);
            assertThat(score.bits()).isBetween(0.0, 60.0);
        }
    }

    @Test
    void noiseClaimsNoMoreThanItMay() {
        int n = 100_000;
        int loud = 0;
        for (int i = 0; i < n; i++) {
            loud += poll(quiet(i)).calibrated() > 8 ? 1 : 0;
        }
        // nominal 2^-8 of 100,000 is 391
        assertThat(loud).isBetween(150, 800);
    }

    @Test
    void fitsInTwoHundredBytesAndGoesOnAsIfNeverWritten() throws IOException {
        worst(FORTNIGHT, this::daily);
        // in the middle of an episode that rests
        worst(12, i -> 9);
        byte[] bytes = written(state);
        assertThat(bytes).hasSize(LevelState.BYTES);
        assertThat(LevelState.BYTES).isLessThanOrEqualTo(200);

        LevelState restored = LevelState.read(new DataInputStream(new ByteArrayInputStream(bytes)));
        assertThat(written(restored)).isEqualTo(bytes);
        for (int i = 0; i < 1000; i++) {
            double value = daily(polls);
            assertThat(detector.next(restored, value, 300L * polls)).isEqualTo(poll(value));
        }
        bytes[0] = 9;
        assertThatThrownBy(
                        () -> LevelState.read(new DataInputStream(new ByteArrayInputStream(bytes))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version is 9");
    }

    private static byte[] written(LevelState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }
}

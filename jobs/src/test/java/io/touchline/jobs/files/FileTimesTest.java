// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileTimesTest {
    private static final long BOUND = Logs.START + 25 * Logs.HOUR - 1;

    private final FileTimes times = new FileTimes();

    @Test
    void theBoundIs24HoursAfterTheHourOfThePercentile() {
        add(999, Logs.START);
        times.add(BOUND);
        assertThat(times.bound()).isEqualTo(BOUND);
        assertThat(times.last()).isEqualTo(BOUND);
        assertThat(times.anyBad()).isFalse();

        times.add(BOUND + 1);
        assertThat(times.bound()).isEqualTo(BOUND + 24 * Logs.HOUR);
        add(999, Logs.START);
        assertThat(times.bound()).isEqualTo(BOUND);
        assertThat(times.last()).isEqualTo(BOUND);
        assertThat(times.anyBad()).isTrue();
    }

    @Test
    void aSmallFileHasNoBadTime() {
        add(998, Logs.START);
        times.add(Long.MAX_VALUE);
        assertThat(times.anyBad()).isFalse();
        assertThat(times.bound()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void noTimeAtAll() {
        assertThat(times.first()).isZero();
        assertThat(times.last()).isZero();
        assertThat(times.bound()).isZero();
        assertThat(times.anyBad()).isFalse();
    }

    private void add(int count, long time) {
        for (int i = 0; i < count; i++) {
            times.add(time);
        }
    }
}

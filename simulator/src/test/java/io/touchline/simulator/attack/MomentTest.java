// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
    private static final Rhythm RHYTHM = Rhythm.until(LocalDate.of(2026, 5, 16), 5, 2);
    private static final Instant BEFORE = Instant.parse("2026-05-16T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "doors - 38m, 2026-05-16T17:22:00Z, 2026-05-16T17:22:00Z",
        "doors - 38m .. 37m, 2026-05-16T17:22:00Z, 2026-05-16T17:23:00Z",
        "live + 5m .. 20m, 2026-05-16T19:05:00Z, 2026-05-16T19:20:00Z",
        "14:02 .. 14:06, 2026-05-16T14:02:00Z, 2026-05-16T14:06:00Z",
        "day -2 10:00, 2026-05-14T10:00:00Z, 2026-05-14T10:00:00Z",
        "after 4m .. 9m, 2026-05-16T12:04:00Z, 2026-05-16T12:09:00Z",
        "23:50 .. 00:10, 2026-05-16T23:50:00Z, 2026-05-17T00:10:00Z",
        "doors - 2h .. 17:30, 2026-05-16T16:00:00Z, 2026-05-16T17:30:00Z",
        "doors + 10m .. 18:30, 2026-05-16T18:10:00Z, 2026-05-16T18:30:00Z",
        "after 500s, 2026-05-16T12:08:20Z, 2026-05-16T12:08:20Z"
    })
    void liesInItsSpan(String text, Instant from, Instant until) {
        for (int seed = 0; seed < 50; seed++) {
            Instant at = new Moment(text).at(RHYTHM, BEFORE, Draws.of(seed, "moment"));
            assertThat(at).isBetween(from, until.plus(Duration.ofMillis(1)));
        }
    }

    @Test
    void seedsSpreadOverTheSpan() {
        Moment moment = new Moment("after 0m .. 60m");
        long late =
                java.util.stream.IntStream.range(0, 400)
                        .mapToObj(seed -> moment.at(RHYTHM, BEFORE, Draws.of(seed, "moment")))
                        .filter(at -> at.isAfter(BEFORE.plusSeconds(1_800)))
                        .count();
        assertThat(late).isBetween(160L, 240L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tomorrow", "doors - soon", "25:00", "live + 5", "after"})
    void whatIsNoMomentIsRefused(String text) {
        if (text.equals("after")) {
            assertThat(new Moment(text).at(RHYTHM, BEFORE, Draws.of(1, "m"))).isEqualTo(BEFORE);
            return;
        }
        assertThatThrownBy(() -> new Moment(text).at(RHYTHM, BEFORE, Draws.of(1, "m")))
                .isInstanceOf(ScenarioException.class);
    }
}

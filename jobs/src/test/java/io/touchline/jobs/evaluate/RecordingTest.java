// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private static final double DAY = Recording.DAY_SECONDS;

    @Test
    void ofOneDayNothingIsLearntAndTheRestOfADayCountsAsFarAsItGoes() {
        Recording recording = new Recording();
        recording.benign("a", 100);
        recording.benign("a", 100 + DAY / 2);
        recording.benign("a", 100 + 1.25 * DAY);
        recording.benign("b", 200);
        assertThat(recording.learntDays()).isZero();
        assertThat(recording.countedFrom()).isEqualTo(Instant.ofEpochSecond(100));
        assertThat(recording.entities()).isEqualTo(2);
        // a: one day and a quarter; b: one day, though it was seen once
        assertThat(recording.entityDays()).isCloseTo(2.25, within(1e-9));
    }

    @Test
    void theFirstDayOfManyIsForLearning() {
        Recording recording = new Recording();
        recording.benign("a", 0);
        recording.benign("b", 0.5 * DAY);
        recording.benign("a", 1.5 * DAY);
        recording.benign("a", 3 * DAY);
        assertThat(recording.learntDays()).isOne();
        assertThat(recording.countedFrom()).isEqualTo(Instant.ofEpochSecond((long) DAY));
        // of the second day, and of the fourth no more than its first moment
        assertThat(recording.entityDays()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aRowIsBenignUnlessItsLabelSaysOtherwise() {
        Recording recording = new Recording();
        recording.label("conn.log", 9, "Malicious");
        recording.label("conn.log", 10, "Benign");
        assertThat(recording.label("conn.log:9")).isEqualTo("Malicious");
        assertThat(recording.label("conn.log:10")).isEqualTo("Benign");
        assertThat(recording.label("conn.log:11")).isEqualTo("Benign");
    }
}

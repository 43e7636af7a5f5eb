// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final long IDLE = 30 * SECOND;
    private static final TopicPartition A = new TopicPartition("raw.zeek", 0);
    private static final TopicPartition B = new TopicPartition("raw.zeek", 1);

    private final Silence silence = new Silence(IDLE);

    @Test
    void isProvedWhenAllIsReadAndNoEndMovedForTheIdleTime() {
        assertThat(observe(T0, 7, 3, 7, 3)).isEqualTo(Silence.NONE);
        assertThat(observe(T0 + IDLE - 1, 7, 3, 7, 3)).isEqualTo(Silence.NONE);
        assertThat(observe(T0 + IDLE, 7, 3, 7, 3)).isEqualTo(T0 + IDLE);
        assertThat(observe(T0 + IDLE + SECOND, 7, 3, 7, 3)).isEqualTo(T0 + IDLE + SECOND);
    }

    @Test
    void oneRecordUnreadIsNoProofHoweverLongItLies() {
        observe(T0, 7, 3, 7, 4);

        assertThat(observe(T0 + 100 * IDLE, 7, 3, 7, 4)).isEqualTo(Silence.NONE);
        assertThat(observe(T0 + 101 * IDLE, 7, 4, 7, 4)).isEqualTo(T0 + 101 * IDLE);
    }

    @Test
    void aRecordOnAnyPartitionBeginsTheWaitAnew() {
        observe(T0, 7, 3, 7, 3);
        observe(T0 + IDLE - SECOND, 7, 4, 7, 4);

        assertThat(observe(T0 + IDLE, 7, 4, 7, 4)).isEqualTo(Silence.NONE);
        assertThat(observe(T0 + 2 * IDLE - SECOND, 7, 4, 7, 4)).isEqualTo(T0 + 2 * IDLE - SECOND);
    }

    @Test
    void aPartitionNeverReadIsReadOnlyWhenItsLogHoldsNothing() {
        // ... -2: the connector's mark for "from the earliest"
        silence.observe(T0, Map.of(A, -2L), Map.of(A, 5L), Map.of(A, 5L));
        assertThat(silence.observe(T0 + IDLE, Map.of(A, -2L), Map.of(A, 5L), Map.of(A, 5L)))
                .isEqualTo(T0 + IDLE);
        assertThat(silence.observe(T0 + IDLE, Map.of(A, -2L), Map.of(A, 4L), Map.of(A, 5L)))
                .isEqualTo(Silence.NONE);
    }

    @Test
    void aReaderWithoutPartitionsProvesNothing() {
        assertThat(silence.observe(T0 + 9 * IDLE, Map.of(), Map.of(), Map.of()))
                .isEqualTo(Silence.NONE);
    }

    private long observe(long at, long readA, long readB, long endA, long endB) {
        return silence.observe(at, Map.of(A, readA, B, readB), Map.of(), Map.of(A, endA, B, endB));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.prevalence;

import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.arrival.ArrivalState;
import io.touchline.testkit.SerializerSnapshots;
import org.junit.jupiter.api.Test;

class ArrivalStateSerializerTest {
    private static final ArrivalState SAMPLE = new ArrivalState(3.25, 170.5, T0 + DAY, T0);

    @Test
    void comesBackAsItWasIn33Bytes() throws Exception {
        byte[] bytes = SerializerSnapshots.bytes(ArrivalStateSerializer.INSTANCE, SAMPLE);
        assertThat(bytes).hasSize(33);
        assertThat(SerializerSnapshots.value(ArrivalStateSerializer.INSTANCE, bytes))
                .isEqualTo(SAMPLE);
    }

    @Test
    void stillReadsVersion1() throws Exception {
        assertThat(
                        SerializerSnapshots.restore(
                                "arrival-state-v1", ArrivalStateSerializer.INSTANCE, SAMPLE))
                .isEqualTo(SAMPLE);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.schemas.avro.NetworkFlow;
import org.junit.jupiter.api.Test;

class EventIdTest {
    /** Ids are in state and in findings: they must not change with a release. */
    @Test
    void isTheSameInEveryRelease() {
        NetworkFlow flow =
                NetworkFlow.newBuilder()
                        .setLog("zeek.conn")
                        .setWhenMicros(1_747_483_200_000_000L)
                        .setUid("Cuni\u00e7X")
                        .setOrigHost("10.0.0.1")
                        .setOrigPort(40_000)
                        .setRespHost("198.51.0.1")
                        .setRespPort(443)
                        .setProto("tcp")
                        .setService("ssl")
                        .setBytesOut(4_000L)
                        .build();

        assertThat(EventId.of(flow))
                .isEqualTo(new EventId(2_174_250_262_678_294_144L, -3_668_862_230_174_571_074L));
    }
}

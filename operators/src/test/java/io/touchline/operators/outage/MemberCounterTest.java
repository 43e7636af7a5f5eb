// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.TelemetryFixtures.otRead;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import io.touchline.testkit.TelemetryFixtures;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberCounterTest {
    private final MemberCounter counter = new MemberCounter();

    @Test
    void tellsTheFirstAnswerOfEachDeviceAndMinute() {
        counter.count(otRead().at(T0).build());
        counter.count(otRead().at(T0 + 1_000).build());
        assertThat(flush()).hasSize(1);
        counter.count(otRead().at(T0 + 2_000).build());
        assertThat(flush()).isEmpty();
        counter.count(otRead().at(T0 + 60_000).build());
        List<SignOfLife> signs = flush();
        assertThat(signs).hasSize(1);
        assertThat(signs.get(0).segment()).isEqualTo("10.9.0.0/24");
        assertThat(signs.get(0).key()).isEqualTo(TelemetryFixtures.CONTROLLER);
        assertThat(signs.get(0).zone()).isEqualTo(Zone.OT_CONTROL);
    }

    @Test
    void onlyWhatServesCanFail() {
        counter.count(flow().from(TelemetryFixtures.WORKSTATION).at(T0).build());
        counter.count(otRead().at(T0).ending(Outcome.FAILURE).build());
        counter.count(otRead().at(T0).ending(Outcome.DENIED).build());
        counter.count(otRead().at(T0).inZone(Zone.VISITOR).build());
        counter.count(otRead().from(TelemetryFixtures.MAILBOX).at(T0).build());
        assertThat(flush()).isEmpty();
    }

    @Test
    void whatIsWrittenLongAfterItEndedSaysNothingOfNow() {
        counter.count(otRead().at(T0).writtenAt(T0 + 6 * 60_000).build());
        assertThat(flush()).isEmpty();
    }

    private List<SignOfLife> flush() {
        List<SignOfLife> signs = new ArrayList<>();
        counter.flush(signs::add);
        return signs;
    }
}

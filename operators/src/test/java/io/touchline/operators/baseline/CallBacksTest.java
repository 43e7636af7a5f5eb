// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.calibration.Candidate;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.testkit.Harnesses.Backend;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A server that calls one who came to it, and those that do not. */
class CallBacksTest {
    private static Interaction comes(String network, long at) {
        return flow().from(SERVER)
                .to(EntityKeys.external(SITE, network))
                .port(443)
                .actedUpon()
                .at(at)
                .build();
    }

    private static Interaction calls(String address, long at) {
        return flow().from(SERVER).to(EntityKeys.external(SITE, address)).port(443).at(at).build();
    }

    private static List<Candidate> callBacks(Interaction... rows) throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "call-back")) {
            for (Interaction row : rows) {
                baseline.row(row);
            }
            baseline.watermark(rows[rows.length - 1].writeTime());
            return baseline.candidates();
        }
    }

    @Test
    void aServerInItsFirstMinutesIsToldOf() throws Exception {
        List<Candidate> told =
                callBacks(comes("203.0.113.0/24", T0), calls("203.0.113.9", T0 + 2 * MINUTE));
        assertThat(told).hasSize(1);
        Candidate callBack = told.get(0);
        assertThat(callBack.rawBits()).isGreaterThan(13);
        assertThat(callBack.capBits()).isGreaterThanOrEqualTo(24);
        assertThat(callBack.finding().getCold()).isFalse();
        assertThat(callBack.finding().getObserved())
                .isEqualTo("called back 203.0.113.9 of 203.0.113.0/24");
    }

    @Test
    void whoWasNeverHereOrLongAgoIsNotCalledBack() throws Exception {
        assertThat(callBacks(comes("203.0.113.0/24", T0), calls("198.51.100.9", T0 + MINUTE)))
                .isEmpty();
        assertThat(callBacks(comes("203.0.113.0/24", T0), calls("203.0.113.9", T0 + 3 * DAY)))
                .isEmpty();
        assertThat(callBacks(calls("203.0.113.9", T0), comes("203.0.113.0/24", T0 + MINUTE)))
                .isEmpty();
    }

    @Test
    void anAddressThatItAlwaysCalledIsNoNews() throws Exception {
        assertThat(
                        callBacks(
                                calls("203.0.113.9", T0),
                                comes("203.0.113.0/24", T0 + HOUR),
                                calls("203.0.113.9", T0 + 2 * HOUR)))
                .isEmpty();
    }

    @Test
    void whoDoesSoForALivingIsToldOfOnce() throws Exception {
        List<Candidate> told =
                callBacks(
                        comes("203.0.113.0/24", T0),
                        calls("203.0.113.9", T0 + MINUTE),
                        comes("198.51.100.0/24", T0 + HOUR),
                        calls("198.51.100.25", T0 + HOUR + MINUTE));
        assertThat(told).hasSize(2);
        assertThat(told.get(0).rawBits()).isGreaterThan(13);
        assertThat(told.get(1).rawBits()).isLessThan(5);
    }
}

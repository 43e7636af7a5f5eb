// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.calibration.Candidate;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import io.touchline.testkit.Harnesses.Backend;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who shows for the first time that it is there. */
class ArrivalsTest {
    private static final String BOX = EntityKeys.device(SITE, "10.0.7.99");

    private static List<Candidate> arrivals(Interaction... rows) throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "arrival")) {
            for (Interaction row : rows) {
                baseline.row(row);
            }
            baseline.watermark(T0 + HOUR);
            return baseline.candidates();
        }
    }

    @Test
    void asksItsSegmentOnce() throws Exception {
        List<Candidate> asked =
                arrivals(
                        flow().from(BOX).to(SERVER).at(T0).build(),
                        flow().from(BOX).to(SERVER).at(T0 + 1).build());
        assertThat(asked).hasSize(1);
        assertThat(asked.get(0).prevalenceKey()).contains("10.0.7.0/24");
        assertThat(asked.get(0).finding().getStage()).isEqualTo("foothold");
        assertThat(asked.get(0).arrives()).isTrue();
    }

    @Test
    void isPlacedByItsAddressWhereItsKeyIsAnother() throws Exception {
        String mac = EntityKeys.device(SITE, "00:1b:21:00:00:01");
        Interaction row =
                flow().from(mac)
                        .to(SERVER)
                        .with(Attribute.ENTITY_ADDRESS, "10.20.0.4")
                        .at(T0)
                        .build();
        assertThat(arrivals(row).get(0).prevalenceKey()).contains("10.20.0.0/24");
    }

    @Test
    void waitsForItsAddressWhereItAsksForALeaseFirst() throws Exception {
        String mac = EntityKeys.device(SITE, "00:1b:21:00:00:01");
        Interaction asks = flow().from(mac).to(SERVER).at(T0).build();
        Interaction nobody =
                flow().from(mac)
                        .to(SERVER)
                        .with(Attribute.ENTITY_ADDRESS, "0.0.0.0")
                        .at(T0 + 1)
                        .build();
        Interaction acts =
                flow().from(mac)
                        .to(SERVER)
                        .with(Attribute.ENTITY_ADDRESS, "10.20.0.4")
                        .at(T0 + 2)
                        .build();
        assertThat(arrivals(asks, nobody)).isEmpty();
        assertThat(arrivals(asks, nobody, acts, acts))
                .singleElement()
                .satisfies(it -> assertThat(it.prevalenceKey()).contains("10.20.0.0/24"));
    }

    @Test
    void whoIsCalledInVainIsNotThere() throws Exception {
        Interaction vain =
                flow().from(BOX).actedUpon().to(SERVER).ending(Outcome.FAILURE).at(T0).build();
        assertThat(arrivals(vain)).isEmpty();
        Interaction answered = flow().from(BOX).actedUpon().to(SERVER).at(T0 + 1).build();
        assertThat(arrivals(vain, answered)).hasSize(1);
    }

    @Test
    void visitorsComeAndGo() throws Exception {
        assertThat(arrivals(flow().from(BOX).inZone(Zone.VISITOR).to(SERVER).at(T0).build()))
                .isEmpty();
    }

    @Test
    void amongControllersItIsAccess() throws Exception {
        List<Candidate> asked =
                arrivals(flow().from(BOX).inZone(Zone.OT_CONTROL).to(SERVER).at(T0).build());
        assertThat(asked.get(0).finding().getStage()).isEqualTo("ot-access");
    }
}

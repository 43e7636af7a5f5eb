// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.calibration.Candidate;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Outcome;
import io.touchline.testkit.Harnesses.Backend;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as a first contact, and when a scan is told of. */
class ScansTest {
    private static List<Candidate> scans(List<Interaction> rows) throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "scanning")) {
            for (Interaction row : rows) {
                baseline.row(row);
            }
            baseline.watermark(rows.get(rows.size() - 1).writeTime());
            return baseline.candidates();
        }
    }

    private static List<Interaction> failures(int number, boolean manyHosts, boolean outside) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String host = "10.0.9." + (manyHosts ? i : 1);
            String peer = outside ? EntityKeys.external(SITE, host) : EntityKeys.device(SITE, host);
            rows.add(flow().to(peer).port(445).ending(Outcome.FAILURE).at(T0 + i * SECOND).build());
        }
        return rows;
    }

    @Test
    void theFifthHostThatDoesNotAnswerIsToldOfAtOnce() throws Exception {
        List<Candidate> told = scans(failures(5, true, false));
        assertThat(told).hasSize(1);
        assertThat(told.get(0).knownAt()).isEqualTo(T0 + 4 * SECOND);
        assertThat(told.get(0).finding().getObserved())
                .isEqualTo("5 of 5 first contacts with inner services failed");
        assertThat(told.get(0).finding().getStage()).isEqualTo("discovery");
    }

    @Test
    void aDeadPrinterThatIsCalledAllDayIsOneContact() throws Exception {
        assertThat(scans(failures(500, false, false))).isEmpty();
    }

    @Test
    void whatIsOutsideIsNoInnerService() throws Exception {
        assertThat(scans(failures(50, true, true))).isEmpty();
    }

    @Test
    void aServerThatAnswersTakesBackWhatAnotherDidNot() throws Exception {
        List<Interaction> rows = failures(4, true, false);
        rows.add(flow().to(SERVER).port(445).at(T0 + 5 * SECOND).build());
        assertThat(scans(rows)).isEmpty();
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.audit;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.calibration.Candidate;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.testkit.Harnesses.Backend;
import io.touchline.testkit.TelemetryFixtures;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A new peer, its network and its country: one surprise, unless the wider one is much greater. */
class NewPlacesTest {
    private static final long LATER = T0 + 20 * DAY;

    private static TelemetryFixtures.Draft to(String address, String asn, String country) {
        return flow().to(EntityKeys.external(SITE, address))
                .port(443)
                .with(Attribute.ASN, asn)
                .with(Attribute.COUNTRY, country);
    }

    private static TelemetryFixtures.Draft from(String network, String asn, String country) {
        return audit("FileAccessed")
                .with(Attribute.CLIENT_NETWORK, network)
                .with(Attribute.ASN, asn)
                .with(Attribute.COUNTRY, country);
    }

    @Test
    void whoNeverWentAnywhereElseIsToldOfOnce() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "novelty")) {
            for (int i = 0; i < 20 * 24; i++) {
                baseline.row(to("192.0.2.1", "AS64500", "DE").at(T0 + i * HOUR).build());
            }
            baseline.row(to("203.0.113.9", "AS64501", "RU").at(LATER).build());
            baseline.watermark(LATER);

            List<Candidate> candidates = at(baseline, LATER);
            assertThat(told(candidates))
                    .containsExactly("first outside address 203.0.113.9 (AS64501, RU)");
            // the others are counted among the peers, and for their strata, all the same
            assertThat(candidates).hasSize(3).allMatch(it -> it.rawBits() > 5);
            assertThat(candidates)
                    .extracting(Candidate::prevalenceKey)
                    .anyMatch(key -> key.contains("external-asn") && key.contains("AS64501"))
                    .anyMatch(key -> key.contains("external-country") && key.contains("RU"));
        }
    }

    @Test
    void whoMeetsNewAddressesEveryDayIsToldOfTheNewCountryToo() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "novelty")) {
            for (int i = 0; i < 20 * 24; i++) {
                baseline.row(to("192.0.2." + i % 250, "AS64500", "DE").at(T0 + i * HOUR).build());
            }
            baseline.row(to("203.0.113.9", "AS64501", "RU").at(LATER).build());
            baseline.watermark(LATER);

            // the system surprises by much more than the address; the country by no more than it
            assertThat(told(at(baseline, LATER)))
                    .containsExactlyInAnyOrder(
                            "first outside address 203.0.113.9 (AS64501, RU)",
                            "first outside autonomous system AS64501 (RU)");
        }
    }

    @Test
    void aKnownSystemAndCountryAreNotToldAgain() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "novelty")) {
            for (int i = 0; i < 20 * 24; i++) {
                baseline.row(to("192.0.2.1", "AS64500", "DE").at(T0 + i * HOUR).build());
            }
            baseline.row(to("192.0.2.77", "AS64500", "DE").at(LATER).build());
            baseline.watermark(LATER);
            assertThat(at(baseline, LATER)).hasSize(1);
        }
    }

    @Test
    void anAccountIsWatchedInTheSameWay() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "novelty")) {
            for (int i = 0; i < 20 * 24; i++) {
                baseline.row(
                        from("192.0." + i % 250 + ".0/24", "AS64500", "DE")
                                .at(T0 + i * HOUR)
                                .build());
            }
            baseline.row(from("203.0.113.0/24", "AS64500", "RU").at(LATER).build());
            baseline.watermark(LATER);
            assertThat(told(at(baseline, LATER)))
                    .containsExactlyInAnyOrder(
                            "first client network 203.0.113.0/24 (AS64500, RU)",
                            "first country of a client RU");
        }
    }

    @Test
    void whereNoPlaceIsKnownNothingIsDrawn() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "novelty")) {
            Interaction bare =
                    flow().to(EntityKeys.external(SITE, "192.0.2.1")).port(443).at(T0).build();
            baseline.row(bare);
            baseline.watermark(T0);
            assertThat(baseline.candidates())
                    .extracting(Candidate::stratum)
                    .noneMatch(stratum -> stratum.contains("asn") || stratum.contains("country"));
        }
    }

    @Test
    void aFindingNamesItsFlowAndTheNameIsNotWatched() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "novelty")) {
            Interaction named =
                    flow().to(EntityKeys.external(SITE, "192.0.2.1"))
                            .port(443)
                            .with(Attribute.COMMUNITY_ID, "1:flow=")
                            .at(T0)
                            .build();
            baseline.row(named);
            baseline.watermark(T0);
            assertThat(baseline.candidates())
                    .allMatch(it -> it.finding().getExplanation().endsWith(" in flow 1:flow="))
                    .noneMatch(it -> it.prevalenceKey().contains("flow="))
                    .hasSize(2);
        }
    }

    private static List<Candidate> at(TestingBaseline baseline, long time) {
        return baseline.asked().stream().filter(it -> it.knownAt() == time).toList();
    }

    /** What is observed in those of which a finding can come. */
    private static List<String> told(List<Candidate> candidates) {
        return candidates.stream()
                .filter(it -> it.gateBits() < 100)
                .map(it -> it.finding().getObserved())
                .toList();
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static io.touchline.testkit.TelemetryFixtures.ACCOUNT;
import static io.touchline.testkit.TelemetryFixtures.MAILBOX;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.audit;
import static io.touchline.testkit.TelemetryFixtures.signIn;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.calibration.Candidate;
import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.testkit.Harnesses.Backend;
import io.touchline.testkit.TelemetryFixtures.Draft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Accounts that are taken over, and people who only seem to be in two places. */
class TravelsTest {
    private static final int DAYS = 30;
    private static final long NOW = T0 + DAYS * DAY + 10 * HOUR;

    private static Draft berlin(long at) {
        return signIn("198.51.100.0/24", "DE")
                .in(52.52, 13.405)
                .with(Attribute.ASN, "AS64500")
                .at(at);
    }

    private static Draft lagos(long at) {
        return signIn("192.0.2.0/24", "NG")
                .in(6.5244, 3.3792)
                .with(Attribute.ASN, "AS64502")
                .at(at);
    }

    /** Way out of a mobile network or a VPN. */
    private static Draft amsterdam(long at) {
        return signIn("203.0.113.0/24", "NL").in(52.37, 4.9).with(Attribute.ASN, "AS64503").at(at);
    }

    /** Every other hour of every day, in Berlin. */
    private static List<Interaction> office() {
        List<Interaction> rows = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            for (int hour = 8; hour < 18; hour += 2) {
                rows.add(berlin(T0 + day * DAY + hour * HOUR).build());
            }
        }
        return rows;
    }

    private static List<Candidate> told(List<Interaction> life, Draft... last) throws Exception {
        List<Interaction> rows = new ArrayList<>(life);
        for (Draft each : last) {
            rows.add(each.build());
        }
        rows.sort(Comparator.comparingLong(Interaction::writeTime));
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "travel")) {
            for (Interaction row : rows) {
                baseline.row(row);
            }
            baseline.watermark(rows.get(rows.size() - 1).writeTime());
            return baseline.candidates();
        }
    }

    @Test
    void aJourneyThatNobodyMakesIsToldOf() throws Exception {
        List<Candidate> told = told(office(), berlin(NOW), lagos(NOW + 38 * MINUTE));
        assertThat(told).hasSize(1);
        Candidate travel = told.get(0);
        assertThat(travel.rawBits()).isGreaterThan(9);
        assertThat(travel.finding().getDetector()).isEqualTo("travel");
        assertThat(travel.finding().getStage()).isEqualTo("foothold");
        assertThat(travel.finding().getTechniques()).containsExactly("T1078");
        assertThat(travel.finding().getObserved())
                .isEqualTo("signed in from 192.0.2.0/24 (AS64502, NG) 38 min after DE, 5,196 km");
        assertThat(travel.finding().getExpected())
                .isEqualTo("as always: hour, program; 151 sign-ins before");
        assertThat(travel.finding().getParts())
                .containsOnlyKeys("country", "hour", "network", "program", "travel");
        assertThat(travel.finding().getParts().get("travel")).isBetween(12.9, 13.0);
        // whether the network is a relay of many is for the peers to say
        assertThat(travel.prevalenceKey())
                .isEqualTo(
                        EntityKeys.prevalence(
                                EntityKeys.group(SITE, "account"), "client-asn", "AS64502"));
        assertThat(travel.firstUse()).isFalse();
    }

    @Test
    void theOwnerWhoComesBackShowsTheThief() throws Exception {
        // the thief comes at night, when a plane would have brought him
        List<Candidate> told =
                told(office(), lagos(NOW - 2 * HOUR - 5 * MINUTE), berlin(NOW - 2 * HOUR));
        assertThat(told)
                .extracting(it -> it.finding().getObserved())
                .containsExactly(
                        "signed in from 192.0.2.0/24 (AS64502, NG) 16 h after DE, 5,196 km",
                        "signed in from 198.51.100.0/24 (AS64500, DE) 5 min after NG, 5,196 km");
    }

    @Test
    void whoFailsHasBeenNowhere() throws Exception {
        assertThat(
                        told(
                                office(),
                                berlin(NOW),
                                lagos(NOW + MINUTE).ending(Outcome.FAILURE),
                                lagos(NOW + 2 * MINUTE).ending(Outcome.UNKNOWN),
                                berlin(NOW + 3 * MINUTE)))
                .isEmpty();
        // and has made nothing known by it
        assertThat(
                        told(
                                office(),
                                berlin(NOW),
                                lagos(NOW + MINUTE).ending(Outcome.FAILURE),
                                lagos(NOW + 2 * MINUTE)))
                .hasSize(1);
    }

    @Test
    void whatTwoLogsTellIsOneSignIn() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "travel")) {
            for (Interaction row : office()) {
                baseline.row(row);
            }
            baseline.row(lagos(NOW).build());
            baseline.row(lagos(NOW).writtenAt(NOW + 75 * MINUTE).id(7).build());
            baseline.watermark(NOW + 75 * MINUTE);
            assertThat(baseline.candidates()).hasSize(1);
            assertThat(baseline.baseline(ACCOUNT).travel.signIns).isEqualTo(DAYS * 5 + 1f);
        }
    }

    @Test
    void whoIsToldLateIsHeldAgainstWhatCameAfter() throws Exception {
        List<Candidate> told =
                told(
                        office(),
                        berlin(NOW + 30 * MINUTE),
                        lagos(NOW + 25 * MINUTE).writtenAt(NOW + 80 * MINUTE));
        assertThat(told)
                .extracting(it -> it.finding().getObserved())
                .containsExactly(
                        "signed in from 192.0.2.0/24 (AS64502, NG) 5 min before DE, 5,196 km");
    }

    @Test
    void aPhoneBesideALaptopIsQuietFromItsThirdDayOn() throws Exception {
        List<Interaction> life = office();
        for (int day = 10; day < DAYS; day++) {
            for (int hour = 8; hour < 18; hour += 2) {
                life.add(amsterdam(T0 + day * DAY + hour * HOUR + 3 * MINUTE).build());
            }
        }
        assertThat(told(life, berlin(NOW), amsterdam(NOW + MINUTE)))
                .allMatch(it -> it.knownAt() < T0 + 12 * DAY);
    }

    @Test
    void aVpnWhoseWayOutChangesIsQuietFromItsThirdDayOn() throws Exception {
        List<Interaction> life = office();
        for (int day = 10; day < DAYS; day++) {
            // another network and another place of the same provider each day
            life.add(
                    signIn("203.0." + day + ".0/24", "NL")
                            .in(40 + day / 2.0, 4.9)
                            .with(Attribute.ASN, "AS64503")
                            .at(T0 + day * DAY + 14 * HOUR + 3 * MINUTE)
                            .build());
        }
        assertThat(told(life)).allMatch(it -> it.knownAt() < T0 + 12 * DAY);
    }

    @Test
    void aPairOfPlacesThatComesAgainIsKnown() throws Exception {
        List<Interaction> life = office();
        for (int day = 10; day < DAYS; day++) {
            // the same place each day, of networks of which nobody knows whose they are
            life.add(
                    signIn("203.0." + day + ".0/24", "NL")
                            .in(52.37, 4.9)
                            .at(T0 + day * DAY + 14 * HOUR + 3 * MINUTE)
                            .build());
        }
        List<Candidate> told = told(life);
        assertThat(told).isNotEmpty();
        assertThat(told)
                .filteredOn(it -> it.knownAt() > T0 + 12 * DAY)
                .allMatch(it -> it.finding().getParts().get("travel") <= 2);
    }

    @Test
    void anAccountThatManyShareIsMarked() throws Exception {
        List<Interaction> life = office();
        for (int day = 10; day < DAYS; day++) {
            // each day from another end of the world
            life.add(
                    signIn("203.0." + day + ".0/24", "NL")
                            .in(-60 + 5 * day, 100)
                            .with(Attribute.ASN, "AS" + (65_000 + day))
                            .at(T0 + day * DAY + 14 * HOUR + 3 * MINUTE)
                            .build());
        }
        List<Candidate> told = told(life);
        assertThat(told.stream().filter(it -> it.finding().getParts().get("travel") > 8).count())
                .isBetween(4L, 10L); // there and back
        assertThat(told)
                .filteredOn(it -> it.knownAt() > T0 + 16 * DAY)
                .allMatch(it -> it.finding().getParts().get("travel") <= 2);
    }

    @Test
    void withoutAPlaceThereIsNoJourney() throws Exception {
        Draft nowhere =
                signIn("192.0.2.0/24", "NG").with(Attribute.ASN, "AS64502").at(NOW + 38 * MINUTE);
        List<Candidate> told = told(office(), berlin(NOW), nowhere);
        // what is new about it counts all the same
        assertThat(told)
                .allSatisfy(
                        it -> {
                            assertThat(it.finding().getParts()).doesNotContainKey("travel");
                            assertThat(it.finding().getObserved())
                                    .isEqualTo("signed in from 192.0.2.0/24 (AS64502, NG)");
                        });
    }

    @Test
    void whoHasNoAddressOutsideIsAtTheVenue() throws Exception {
        Interaction inside =
                audit("UserLoggedIn")
                        .doing(Action.LOG_ON)
                        .with(Measure.LATITUDE, 6.5)
                        .with(Measure.LONGITUDE, 3.4)
                        .at(NOW + MINUTE)
                        .build();
        List<Interaction> life = office();
        life.add(inside);
        assertThat(told(life, berlin(NOW), berlin(NOW + 2 * MINUTE))).isEmpty();
    }

    @Test
    void anotherProgramAtAnotherHourIsNotEnough() throws Exception {
        assertThat(
                        told(
                                office(),
                                berlin(NOW - 8 * HOUR)
                                        .with(Attribute.USER_AGENT_FAMILY, "python-requests")))
                .isEmpty();
    }

    @Test
    void aTrainJourneyIsLessThanTheGate() throws Exception {
        Draft hamburg =
                signIn("203.0.114.0/24", "DE")
                        .in(53.55, 9.99)
                        .with(Attribute.ASN, "AS64500")
                        .at(NOW + 3 * HOUR);
        assertThat(told(office(), berlin(NOW), hamburg)).isEmpty();
    }

    @Test
    void mailboxesDoNotTravel() throws Exception {
        List<Interaction> rows = new ArrayList<>(office());
        rows.add(lagos(NOW).from(MAILBOX).build());
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "travel")) {
            for (Interaction row : rows) {
                baseline.row(row);
            }
            baseline.watermark(NOW);
            assertThat(baseline.candidates()).isEmpty();
            assertThat(baseline.baseline(MAILBOX).travel).isNull();
            EntityBaseline account = baseline.baseline(ACCOUNT);
            assertThat(account.travel).isNotNull();
            assertThat(account.travel.signIns).isEqualTo(DAYS * 5f);
            assertThat(account.travel.tail).hasSize(2); // the first and the last in one place
        }
    }

    @Test
    void theSecondSignInOfAllClaimsLittle() throws Exception {
        assertThat(told(List.of(), berlin(T0), lagos(T0 + 38 * MINUTE)))
                .allMatch(it -> it.finding().getCold())
                .allMatch(it -> Math.min(it.rawBits(), it.capBits()) < 11.01);
    }
}

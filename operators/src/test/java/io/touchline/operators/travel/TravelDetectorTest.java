// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.travel;

import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TravelDetectorTest {
    private static final int OFFICE = 1;
    private static final int HOTEL = 2;
    private static final int STRANGER = 3;

    private final TravelState state = new TravelState();

    private static Login berlin(long when) {
        return Login.somewhere(when, OFFICE, "DE", true).at(52.52, 13.405, 50);
    }

    private static Login lagos(long when) {
        return Login.somewhere(when, STRANGER, "NG", false).at(6.5244, 3.3792, 50);
    }

    private static Login paris(long when) {
        return Login.somewhere(when, HOTEL, "FR", false).at(48.8566, 2.3522, 50);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 90, 0, 10007.557", // a quarter of the meridian: pi/2 of the radius
        "0, 0, 0, 1, 111.195", // one degree of the equator
        "0, 90, 0, -90, 20015.114", // from one side of the earth to the other
        // by the law of cosines, which is another formula
        "52.52, 13.405, 6.5244, 3.3792, 5195.755", // Berlin to Lagos
        "51.5074, -0.1278, 48.8566, 2.3522, 343.557", // London to Paris
        "-17.7, 178, -14, -171.8, 1165.739" // over the line of the date
    })
    void distanceIsAlongTheGreatCircle(
            double northA, double eastA, double northB, double eastB, double kilometres) {
        assertThat(TravelDetector.kilometres(northA, eastA, northB, eastB))
                .isCloseTo(kilometres, within(0.001));
        assertThat(TravelDetector.kilometres(northB, eastB, northA, eastA))
                .isCloseTo(kilometres, within(0.001));
    }

    @ParameterizedTest
    @CsvSource({
        "5195.755, 50, 50, 2280, 7888.03, 12.946", // 4,995.755 km in 38 min
        "5195.755, 0, 0, 0, 305745.3, 18.222", // at once is within a minute
        "200, 50, 50, 60, 0, 0", // within what is believed about both
        "300, 50, 50, 3600, 100, 6.658", // by train
        "900, 500, 500, 60, 0, 0" // somewhere in a country
    })
    void isAsFastAsItMustHaveBeenAtLeast(
            double kilometres, double a, double b, int seconds, double kmh, double bits) {
        double speed = TravelDetector.speed(kilometres, a, b, seconds);
        assertThat(speed).isCloseTo(kmh, within(0.1));
        assertThat(TravelDetector.bits(speed)).isCloseTo(bits, within(0.001));
    }

    /** e(2^-12) = 59.03, e(1) = 0.5: their mean with three more is 12.2, that of 8.87 bits. */
    @Test
    void surprisesAreNotSummed() {
        assertThat(TravelDetector.together(List.of(12.0, 0.0, 0.0, 0.0, 0.0)))
                .isCloseTo(8.874, within(0.001));
        assertThat(TravelDetector.together(List.of(8.0, 8.0, 8.0, 0.0, 0.0)))
                .isCloseTo(6.946, within(0.001));
        assertThat(TravelDetector.together(List.of(8.0, 8.0))).isCloseTo(8, within(1e-9));
        assertThat(TravelDetector.together(List.of(0.0, 0.0))).isZero();
        assertThat(TravelDetector.together(List.of())).isZero();
    }

    @Test
    void aRelayIsWorthTwoBitsAtMost() {
        assertThat(TravelDetector.relayed(0)).isZero();
        assertThat(TravelDetector.relayed(1)).isCloseTo(0.678, within(0.001));
        assertThat(TravelDetector.relayed(18)).isCloseTo(2, within(0.001));
    }

    @Test
    void theFirstOfAllComesFromNowhere() {
        assertThat(TravelDetector.journey(state, berlin(T0))).isNull();
        learn(berlin(T0));
        Journey journey = TravelDetector.journey(state, lagos(T0 + 38 * MINUTE));
        assertThat(journey).isNotNull();
        assertThat(journey.kilometres()).isCloseTo(5_195.8, within(1.0)); // hundredths of degrees
        assertThat(journey.seconds()).isEqualTo(38 * 60);
        assertThat(journey.later()).isTrue();
        assertThat(journey.other().countryCode()).isEqualTo("DE");
    }

    @Test
    void whoIsToldLateIsHeldAgainstBothNeighbours() {
        learn(berlin(T0));
        learn(berlin(T0 + 10 * HOUR));
        // told last: ten hours after the one, six minutes before the other
        Login late = lagos(T0 + 10 * HOUR - 6 * MINUTE);
        Journey journey = TravelDetector.journey(state, late);
        assertThat(journey).isNotNull();
        assertThat(journey.later()).isFalse();
        assertThat(journey.seconds()).isEqualTo(360);
        learn(late);
        assertThat(state.tail).extracting(Login::network).containsExactly(OFFICE, STRANGER, OFFICE);
    }

    @Test
    void whoHasNoPlaceIsPassedOver() {
        learn(berlin(T0));
        learn(Login.somewhere(T0 + MINUTE, HOTEL, null, false));
        Journey journey = TravelDetector.journey(state, lagos(T0 + 2 * MINUTE));
        assertThat(journey).isNotNull();
        assertThat(journey.seconds()).isEqualTo(120);
        assertThat(TravelDetector.journey(state, Login.somewhere(T0 + HOUR, STRANGER, "NG", false)))
                .isNull();
    }

    /** Two databases need not agree about one network. */
    @Test
    void oneNetworkIsOnePlace() {
        learn(berlin(T0));
        Login elsewhere = Login.somewhere(T0 + MINUTE, OFFICE, "DE", true).at(48.1, 11.6, 0);
        assertThat(TravelDetector.journey(state, elsewhere)).isNull();
    }

    @Test
    void whatAnotherLogToldAlreadyIsNoNews() {
        learn(berlin(T0));
        assertThat(TravelDetector.isNews(state, berlin(T0 + 30 * SECOND))).isFalse();
        assertThat(TravelDetector.isNews(state, paris(T0 + 30 * SECOND))).isTrue();
        assertThat(TravelDetector.isNews(state, berlin(T0 + 2 * MINUTE))).isTrue();
    }

    @Test
    void remembersTheLastEightInOrder() {
        for (int i = 0; i < 20; i++) {
            learn(i % 2 == 0 ? berlin(T0 + i * HOUR) : paris(T0 + i * HOUR));
        }
        assertThat(state.tail).hasSize(TravelState.MOST);
        assertThat(state.tail.get(0).seconds()).isEqualTo((T0 + 12 * HOUR) / 1_000);
        assertThat(TravelDetector.isNews(state, lagos(T0))).isFalse(); // before all of them
    }

    @Test
    void aCrowdFromOneNetworkTakesTwoPlaces() {
        learn(paris(T0));
        for (int i = 1; i < 100; i++) {
            learn(berlin(T0 + i * HOUR));
        }
        assertThat(state.tail)
                .extracting(Login::seconds)
                .containsExactly(T0 / 1_000, (T0 + HOUR) / 1_000, (T0 + 99 * HOUR) / 1_000);
    }

    @Test
    void anHourIsKnownWithTheHoursBesideIt() {
        assertThat(TravelDetector.hourBits(state, berlin(T0))).isZero(); // nothing is known yet
        for (int week = 0; week < 20; week++) {
            learn(berlin(T0 + week * 7 * DAY));
        }
        assertThat(TravelDetector.hourBits(state, berlin(T0 + 140 * DAY + HOUR))).isZero();
        assertThat(TravelDetector.hourBits(state, berlin(T0 + 140 * DAY - HOUR))).isZero();
        // one hour in twenty sign-ins: -log2((1 + 1/3)/21)
        assertThat(TravelDetector.hourBits(state, berlin(T0 + 140 * DAY + 2 * HOUR)))
                .isCloseTo(3.977, within(0.001));
    }

    @Test
    void anAccountThatIsEverywhereForFiveDaysIsShared() {
        learn(berlin(T0));
        Journey fast = TravelDetector.journey(state, lagos(T0 + 38 * MINUTE));
        Journey slow = TravelDetector.journey(state, paris(T0 + 9 * HOUR));
        assertThat(fast).isNotNull();
        assertThat(slow).isNotNull();
        for (int day = 100; day < 104; day++) {
            TravelDetector.conflict(state, fast, day);
            TravelDetector.conflict(state, fast, day); // counts once a day
            TravelDetector.conflict(state, slow, day + 50); // by train: no conflict
        }
        assertThat(TravelDetector.shared(state)).isFalse();
        TravelDetector.conflict(state, fast, 104);
        assertThat(TravelDetector.shared(state)).isTrue();
        TravelDetector.conflict(state, fast, 200); // long after
        assertThat(TravelDetector.shared(state)).isFalse();
    }

    private void learn(Login login) {
        TravelDetector.learn(state, login);
    }
}

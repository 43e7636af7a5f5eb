// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeaconDetectorTest {
    private static final long DELAY = 10 * SECOND;

    /** Every look at contacts that are told in the order in which they happened. */
    private static List<BeaconDetector.Look> looks(List<Long> contacts) {
        return looks(new Rhythm(T0), contacts);
    }

    private static List<BeaconDetector.Look> looks(Rhythm rhythm, List<Long> contacts) {
        List<BeaconDetector.Look> looks = new ArrayList<>();
        for (long when : contacts) {
            BeaconDetector.Look look = BeaconDetector.contact(rhythm, when, when - DELAY);
            if (look != null) {
                looks.add(look);
            }
        }
        return looks;
    }

    private static double best(List<Long> contacts) {
        return looks(contacts).stream().mapToDouble(BeaconDetector.Look::bits).max().orElse(0);
    }

    private static List<Long> beacon(
            SplittableRandom random,
            double periodSeconds,
            double jitter,
            double missed,
            int beats) {
        List<Long> contacts = new ArrayList<>();
        double at = 0;
        for (int i = 0; i < beats; i++) {
            at += periodSeconds * (1 + jitter * (2 * random.nextDouble() - 1));
            if (random.nextDouble() >= missed) {
                contacts.add(T0 + (long) (at * 1000));
            }
        }
        return contacts;
    }

    private static List<Long> poisson(SplittableRandom random, double meanSeconds, int count) {
        List<Long> contacts = new ArrayList<>();
        double at = 0;
        for (int i = 0; i < count; i++) {
            at += -meanSeconds * Math.log(1 - random.nextDouble());
            contacts.add(T0 + (long) (at * 1000));
        }
        return contacts;
    }

    @Test
    void looksWhenFourEightSixteenGapsWereSeen() {
        List<BeaconDetector.Look> looks = looks(beacon(new SplittableRandom(1), 60, 0.1, 0, 70));
        assertThat(looks).extracting(BeaconDetector.Look::gaps).containsExactly(4, 8, 16, 32, 64);
        assertThat(looks.get(2).periodSeconds()).isCloseTo(60, within(3.0));
        assertThat(looks.get(2).bits()).isGreaterThan(15);
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 0, 40", // of half a second the collapse time eats a fifth: more beats are needed
        "0.5, 0.5, 140",
        "10, 0.3, 40",
        "60, 0.5, 40",
        "600, 0.5, 40",
        "3600, 0.3, 40"
    })
    void aBeaconIsSeenWhateverItsPeriodAndJitter(double period, double jitter, int beats) {
        SplittableRandom random = new SplittableRandom(11);
        int seen = 0;
        for (int i = 0; i < 200; i++) {
            seen += best(beacon(random, period, jitter, 0.05, beats)) > 9 ? 1 : 0;
        }
        assertThat(seen).isGreaterThanOrEqualTo(196);
    }

    @Test
    void chanceIsNoBeacon() {
        SplittableRandom random = new SplittableRandom(12);
        int loud = 0;
        for (int i = 0; i < 2_000; i++) {
            double mean = Math.exp(random.nextDouble() * 9 - 2);
            loud += best(poisson(random, mean, 20 + random.nextInt(200))) > 9 ? 1 : 0;
        }
        // nominal 2^-9 of 2,000 are four
        assertThat(loud).isLessThanOrEqualTo(12);
    }

    @Test
    void peopleWhoComeInBurstsAreNoBeacon() {
        SplittableRandom random = new SplittableRandom(13);
        int loud = 0;
        for (int i = 0; i < 500; i++) {
            loud += best(browsing(random, 86_400)) > 9 ? 1 : 0;
        }
        assertThat(loud).isLessThanOrEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"600, 0", "600, 0.1"})
    void aBeaconToASiteThatPeopleVisitTooIsSeen(double period, double jitter) {
        SplittableRandom random = new SplittableRandom(14);
        int seen = 0;
        for (int i = 0; i < 100; i++) {
            List<Long> mixed = beacon(random, period, jitter, 0.05, 144);
            mixed.addAll(browsing(random, 86_400));
            mixed.sort(null);
            seen += best(mixed) > 9 ? 1 : 0;
        }
        assertThat(seen).isGreaterThanOrEqualTo(70);
    }

    /** Ten sessions a day of some minutes, pages every half minute or so, three requests each. */
    private static List<Long> browsing(SplittableRandom random, double seconds) {
        List<Long> contacts = new ArrayList<>();
        for (int session = 0; session < 10; session++) {
            double at = random.nextDouble() * seconds;
            double ends = at - 600 * Math.log(1 - random.nextDouble());
            while (at < ends) {
                for (int request = 0; request < 3; request++) {
                    contacts.add(T0 + (long) (at * 1000));
                    at += -Math.log(1 - random.nextDouble());
                }
                at += -30 * Math.log(1 - random.nextDouble());
            }
        }
        contacts.sort(null);
        return contacts;
    }

    @Test
    void severalContactsAtOnceAreOneVisit() {
        SplittableRandom random = new SplittableRandom(4);
        List<Long> contacts = new ArrayList<>();
        for (long beat : beacon(random, 300, 0.1, 0, 40)) {
            for (int i = 0; i < 6; i++) {
                contacts.add(beat + random.nextLong(4_000));
            }
        }
        contacts.sort(null);
        List<BeaconDetector.Look> looks = looks(contacts);
        BeaconDetector.Look last = looks.get(looks.size() - 1);
        assertThat(last.regularityBits()).isLessThan(1);
        assertThat(last.visitsBits()).isGreaterThan(15);
        assertThat(last.periodSeconds()).isCloseTo(300, within(20.0));
    }

    @Test
    void contactsThatAreToldInAnotherOrderMakeTheSameGaps() {
        List<Long> contacts = beacon(new SplittableRandom(5), 5, 0.2, 0, 64);
        List<Long> swapped = new ArrayList<>(contacts);
        for (int i = 0; i + 1 < swapped.size(); i += 2) {
            swapped.set(i, contacts.get(i + 1));
            swapped.set(i + 1, contacts.get(i));
        }
        Rhythm inOrder = new Rhythm(T0);
        Rhythm other = new Rhythm(T0);
        looks(inOrder, contacts);
        looks(other, swapped);
        assertThat(other.fine).usingRecursiveComparison().isEqualTo(inOrder.fine);
        assertThat(other.bins).isEqualTo(inOrder.bins);
    }

    @Test
    void whatComesAfterItsTimeMakesNoGap() {
        List<Long> contacts = List.of(T0, T0 + MINUTE, T0 + 2 * MINUTE, T0 + 3 * MINUTE);
        Rhythm rhythm = new Rhythm(T0);
        Rhythm without = new Rhythm(T0);
        looks(rhythm, contacts);
        looks(without, contacts);
        BeaconDetector.contact(rhythm, T0 + 90 * SECOND, T0 + 3 * MINUTE - DELAY);
        looks(rhythm, List.of(T0 + 5 * MINUTE));
        looks(without, List.of(T0 + 5 * MINUTE));
        assertThat(rhythm).usingRecursiveComparison().isEqualTo(without);
    }

    @Test
    void halvesItsBinsWhenOneIsFull() {
        Rhythm rhythm = new Rhythm(T0);
        looks(rhythm, beacon(new SplittableRandom(8), 60, 0, 0, 1_300));
        int sum = 0;
        for (byte bin : rhythm.bins) {
            sum += bin & 0xff;
        }
        assertThat(sum).isBetween(128, 256);
    }
}

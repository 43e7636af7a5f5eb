// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import io.touchline.operators.beaconing.BeaconDetector;
import io.touchline.operators.beaconing.Rhythm;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Contacts of one client with one destination, in milliseconds since the first could come: those of
 * implants and those of people. The same seed gives the same series. Not thread-safe.
 */
final class BeaconSeries {
    static final double DAY_SECONDS = 86_400;

    private static final double MISSED = 0.05;
    private static final double SESSION_SECONDS = 600;
    private static final double BETWEEN_PAGES_SECONDS = 30;
    private static final int REQUESTS_PER_PAGE = 3;

    private final SplittableRandom random;

    BeaconSeries(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** The most bits of all looks of the detector at contacts that are told in order. */
    static double bits(List<Long> contacts) {
        Rhythm rhythm = new Rhythm(0);
        double most = 0;
        for (long when : contacts) {
            BeaconDetector.Look look = BeaconDetector.contact(rhythm, when, when);
            most = look == null ? most : Math.max(most, look.bits());
        }
        return most;
    }

    /**
     * Sleeps of {@code period (1 +- jitter)}, uniform, as implants are written; one beat of twenty
     * is missed.
     */
    List<Long> beacon(double periodSeconds, double jitter, double seconds) {
        List<Long> contacts = new ArrayList<>();
        double at = periodSeconds * random.nextDouble();
        while (at < seconds) {
            if (random.nextDouble() >= MISSED) {
                contacts.add(millis(at));
            }
            at += periodSeconds * (1 + jitter * (2 * random.nextDouble() - 1));
        }
        return contacts;
    }

    /**
     * Somebody reads: sessions of ten minutes in the mean at any time, a page after half a minute
     * in the mean, three requests a page within seconds. All lengths are exponential.
     */
    List<Long> browsing(int sessions, double seconds) {
        List<Long> contacts = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            double at = random.nextDouble() * seconds;
            double ends = Math.min(seconds, at + exponential(SESSION_SECONDS));
            while (at < ends) {
                for (int request = 0; request < REQUESTS_PER_PAGE; request++) {
                    contacts.add(millis(at));
                    at += exponential(1);
                }
                at += exponential(BETWEEN_PAGES_SECONDS);
            }
        }
        contacts.sort(null);
        return contacts;
    }

    /** Chance: a Poisson process with a rate of ten a second to two a day. */
    List<Long> chance() {
        double mean = logUniform(0.1, DAY_SECONDS / 2);
        int count = between(24, 1_000);
        List<Long> contacts = new ArrayList<>();
        double at = 0;
        for (int i = 0; i < count; i++) {
            at += exponential(mean);
            contacts.add(millis(at));
        }
        return contacts;
    }

    /**
     * Somebody comes back to see whether there is news: gaps are log-normal, of half a minute to
     * three hours, and spread by a factor of 2.7 to 4.5 (people's gaps have heavier tails than
     * those of chance: Barabasi 2005).
     */
    List<Long> returning() {
        double median = logUniform(30, 10_800);
        double spread = 1 + 0.5 * random.nextDouble();
        int count = between(24, 300);
        List<Long> contacts = new ArrayList<>();
        double at = 0;
        for (int i = 0; i < count; i++) {
            at += median * Math.exp(spread * normal());
            contacts.add(millis(at));
        }
        return contacts;
    }

    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    private double logUniform(double least, double most) {
        return least * Math.pow(most / least, random.nextDouble());
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    /** Box and Muller 1958. */
    private double normal() {
        double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
        return radius * Math.cos(2 * Math.PI * random.nextDouble());
    }

    private static long millis(double seconds) {
        return (long) (seconds * 1000);
    }
}

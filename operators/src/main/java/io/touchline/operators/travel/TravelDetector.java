// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.travel;

import io.touchline.operators.stats.Bits;
import io.touchline.operators.stats.Evidence;
import io.touchline.operators.stats.NewValueModel;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges a sign-in by those that are remembered. Pure: state in, bits out; O(1). */
public final class TravelDetector {
    /** Faster than an airliner: then it was not one person. */
    static final double CONFLICT_KMH = 1_000;

    /** Days with conflicts after which an account is taken to be shared. */
    static final int SHARED_DAYS = 5;

    private static final double EARTH_RADIUS_KM = 6_371.0088; // mean radius, IUGG
    private static final double SLACK_KM = 100;
    private static final int LEAST_SECONDS = 60;
    private static final double SECONDS_PER_HOUR = 3_600;
    private static final long HOUR_SECONDS = 3_600;
    private static final int CONFLICTS_KEPT_DAYS = 45;

    /** How often the place of a network is that of its relay and not of who is behind it. */
    private static final double RELAYED = 0.25;

    private TravelDetector() {}

    /** Great circle between two points in degrees, by the haversine. */
    public static double kilometres(double northA, double eastA, double northB, double eastB) {
        double north = Math.sin(Math.toRadians(northB - northA) / 2);
        double east = Math.sin(Math.toRadians(eastB - eastA) / 2);
        double h =
                north * north
                        + Math.cos(Math.toRadians(northA))
                                * Math.cos(Math.toRadians(northB))
                                * east
                                * east;
        return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(Math.min(1, h)));
    }

    /**
     * Kilometres per hour that somebody had to go at least: {@code max(0, km - r1 - r2 - 100) /
     * max(dt, 60 s)}.
     */
    public static double speed(double kilometres, double radiusA, double radiusB, long seconds) {
        double least = Math.max(0, kilometres - radiusA - radiusB - SLACK_KM);
        return least * SECONDS_PER_HOUR / Math.max(seconds, LEAST_SECONDS);
    }

    /** {@code ln(1 + v)} in bits, v in km/h: 0 at rest, 10 of an airliner. */
    public static double bits(double kilometresPerHour) {
        return Bits.ofNats(Math.log1p(kilometresPerHour));
    }

    /**
     * The same where one end may be a relay: {@code -log2(q + (1 - q) p)}, at most 2 bits, for in q
     * of the cases nobody went anywhere.
     */
    public static double relayed(double bits) {
        return Bits.ofTail(RELAYED + (1 - RELAYED) * Bits.toTail(bits));
    }

    /**
     * What several surprises about one sign-in are worth together. They speak of one thing, so
     * their bits must not be summed: the mean of their e-values is one, whatever they have in
     * common (Vovk and Wang 2021).
     */
    public static double together(Collection<Double> bits) {
        double sum = 0;
        for (double each : bits) {
            sum += Evidence.e(Bits.toTail(each));
        }
        return bits.isEmpty() ? 0 : Evidence.surpriseOf(sum / bits.size());
    }

    /**
     * Whether the sign-in says anything: not if another log told it already, nor if it happened
     * before all that are remembered.
     */
    public static boolean isNews(TravelState state, Login login) {
        List<Login> tail = state.tail;
        if (tail.size() == TravelState.MOST && login.seconds() < tail.get(0).seconds()) {
            return false;
        }
        for (Login each : tail) {
            boolean atOnce = Math.abs(each.seconds() - login.seconds()) < LEAST_SECONDS;
            if (atOnce && each.network() == login.network()) {
                return false;
            }
        }
        return true;
    }

    /**
     * The faster of the ways from the sign-in before it and to the one after it; null where neither
     * has a place, or both come from its own network.
     */
    public static @Nullable Journey journey(TravelState state, Login login) {
        if (!login.placed()) {
            return null;
        }
        Login before = null;
        Login after = null;
        for (Login each : state.tail) {
            if (each.placed() && each.seconds() <= login.seconds()) {
                before = each;
            } else if (each.placed() && after == null) {
                after = each;
            }
        }
        Journey from = way(before, login);
        Journey to = way(after, login);
        if (from == null || to == null) {
            return from == null ? to : from;
        }
        return to.kilometresPerHour() > from.kilometresPerHour() ? to : from;
    }

    private static @Nullable Journey way(@Nullable Login other, Login login) {
        if (other == null || other.network() == login.network()) {
            return null;
        }
        double kilometres =
                kilometres(
                        other.degreesNorth(),
                        other.degreesEast(),
                        login.degreesNorth(),
                        login.degreesEast());
        long seconds = Math.abs(login.seconds() - other.seconds());
        return new Journey(
                other,
                kilometres,
                seconds,
                other.seconds() <= login.seconds(),
                speed(kilometres, other.radiusKm(), login.radiusKm(), seconds));
    }

    /**
     * Surprise of the hour of the week, as a new value among those that were seen; 0 where it, or
     * the hour before or after it, was.
     */
    public static double hourBits(TravelState state, Login login) {
        int hour = hour(login);
        int seen = hours(state);
        boolean known =
                isSet(state, hour)
                        || isSet(state, Math.floorMod(hour - 1, TravelState.HOURS))
                        || isSet(state, Math.floorMod(hour + 1, TravelState.HOURS));
        // how many of them were met once is not kept: half of them
        return known || state.signIns == 0
                ? 0
                : NewValueModel.newBits(state.signIns, seen, seen / 2.0, 1, true);
    }

    /** How many hours of the week it signs in at. */
    public static int hours(TravelState state) {
        return BitSet.valueOf(state.hours).cardinality();
    }

    /** Remembers a sign-in; the oldest goes. */
    public static void learn(TravelState state, Login login) {
        int hour = hour(login);
        state.hours[hour / 8] |= (byte) (1 << hour % 8);
        state.signIns++;
        List<Login> tail = state.tail;
        int at = tail.size();
        while (at > 0 && tail.get(at - 1).seconds() > login.seconds()) {
            at--;
        }
        tail.add(at, login);
        dropMiddle(tail, at);
        if (tail.size() > TravelState.MOST) {
            tail.remove(0);
        }
    }

    /** Of three in a row from one network the middle one tells nothing of any journey. */
    private static void dropMiddle(List<Login> tail, int added) {
        for (int i = Math.min(added + 1, tail.size() - 2); i >= Math.max(1, added - 1); i--) {
            int network = tail.get(i).network();
            if (tail.get(i - 1).network() == network && tail.get(i + 1).network() == network) {
                tail.remove(i);
                return;
            }
        }
    }

    /** Counts a journey that no one person makes, once a day. */
    public static void conflict(TravelState state, Journey journey, int day) {
        if (journey.kilometresPerHour() < CONFLICT_KMH || state.conflictDay == day) {
            return;
        }
        boolean over = day - state.conflictDay > CONFLICTS_KEPT_DAYS;
        state.conflictDay = day;
        state.conflictDays = (byte) (over ? 1 : Math.min(SHARED_DAYS, state.conflictDays + 1));
    }

    /** Whether several people use it, or one who is everywhere: then no journey says anything. */
    public static boolean shared(TravelState state) {
        return state.conflictDays >= SHARED_DAYS;
    }

    private static int hour(Login login) {
        return Math.floorMod(Math.floorDiv(login.seconds(), HOUR_SECONDS), TravelState.HOURS);
    }

    private static boolean isSet(TravelState state, int hour) {
        return (state.hours[hour / 8] >> hour % 8 & 1) != 0;
    }
}

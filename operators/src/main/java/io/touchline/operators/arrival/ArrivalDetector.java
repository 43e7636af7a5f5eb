// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.arrival;

import io.touchline.operators.stats.Bits;
import org.jspecify.annotations.Nullable;

/** Judges and learns arrivals in one segment. Pure: state in, bits and state out; O(1). */
public final class ArrivalDetector {
    private static final double HOUR_MILLIS = 3_600_000;
    private static final double HALF_LIFE_HOURS = 7 * 24;
    private static final long INVENTORY_MILLIS = 24 * 3_600_000L;
    private static final double LN2 = Math.log(2);

    /** Half an arrival and an hour are believed before anything was seen. */
    private static final double PRIOR_ARRIVALS = 0.5;

    private static final double PRIOR_HOURS = 1;

    private ArrivalDetector() {}

    /**
     * @param bits surprise that anything arrives within an hour: {@code -log2(1 - exp(-rate))}
     * @param hoursBetween usual time between two arrivals, in hours
     * @param after what is known after it
     */
    public record Judged(double bits, double hoursBetween, ArrivalState after) {}

    /**
     * An arrival that became known at {@code now}. Whoever shows up in the first day of a segment
     * was there before: that is no arrival.
     *
     * @param before null where the segment is new, too
     */
    public static Judged arrival(@Nullable ArrivalState before, long now) {
        if (before == null || now - before.since() < INVENTORY_MILLIS) {
            long since = before == null ? now : before.since();
            return new Judged(0, PRIOR_HOURS, new ArrivalState(0, 0, now, since));
        }
        double hours = Math.max(0, now - before.lastTime()) / HOUR_MILLIS;
        double fade = Math.pow(2, -hours / HALF_LIFE_HOURS);
        double arrivals = before.arrivals() * fade;
        double seen = before.hours() * fade + HALF_LIFE_HOURS / LN2 * (1 - fade);
        double rate = (arrivals + PRIOR_ARRIVALS) / (seen + PRIOR_HOURS);
        return new Judged(
                Bits.ofTail(-Math.expm1(-rate)),
                1 / rate,
                new ArrivalState(
                        arrivals + 1, seen, Math.max(now, before.lastTime()), before.since()));
    }
}

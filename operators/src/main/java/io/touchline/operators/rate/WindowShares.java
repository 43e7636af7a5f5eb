// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.rate;

import java.util.List;

/**
 * What kind of hour a window is: an hour of an ordinary day, or how much of it lies in which phase
 * of an event. The weeks of the run-up are ordinary days.
 *
 * @param hourOfDay 0 to 23, UTC
 * @param usual share outside all phases, 0 to 1
 * @param phases share in each of {@link #PHASES}, 0 to 1
 */
public record WindowShares(int hourOfDay, double usual, double[] phases) {
    /** The phases of an event day. Only appended to: their order is part of the saved state. */
    public static final List<String> PHASES =
            List.of("LOAD_IN", "DOORS", "LIVE", "EGRESS", "LOAD_OUT");

    private static final long HOURS_PER_DAY = 24;

    /** An hour without any phase. */
    public static WindowShares ordinary(long hour) {
        return new WindowShares(hourOfDay(hour), 1, new double[PHASES.size()]);
    }

    /** The hour of the day of an hour since 1970. */
    public static int hourOfDay(long hour) {
        return (int) Math.floorMod(hour, HOURS_PER_DAY);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.coverage;

import java.util.List;

/**
 * The times that a source is told apart by: each hour of a working day, each of a weekend (UTC),
 * and each phase of an event day. The weeks of the run-up are ordinary days for a sensor.
 */
public final class Slots {
    public static final int COUNT = 2 * 24 + 5;

    private static final List<String> PHASES =
            List.of("LOAD_IN", "DOORS", "LIVE", "EGRESS", "LOAD_OUT");

    private Slots() {}

    /** The slot of an hour since 1970, whose first day was a Thursday. */
    public static int ofHour(long hour) {
        long day = Math.floorDiv(hour, 24L);
        long weekday = Math.floorMod(day + 3, 7L); // 0 is Monday
        return (int) (Math.floorMod(hour, 24L) + (weekday >= 5 ? 24 : 0));
    }

    /** The slot of a phase, or -1 where there is none of that name. */
    public static int ofPhase(String phase) {
        int index = PHASES.indexOf(phase);
        return index < 0 ? -1 : 48 + index;
    }
}

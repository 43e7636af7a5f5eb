// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit;

import java.time.Instant;

/** The only source of time in tests: milliseconds since 1970 UTC. */
public final class Times {
    public static final long SECOND = 1_000;
    public static final long MINUTE = 60 * SECOND;
    public static final long HOUR = 60 * MINUTE;
    public static final long DAY = 24 * HOUR;

    /**
     * A Monday, on the hour; 04:00 of a day in UTC, so that neither hour nor day is at its edge.
     */
    public static final long T0 = Instant.parse("2026-06-01T04:00:00Z").toEpochMilli();

    public static final long T0_PLUS_1H = T0 + HOUR;
    public static final long T0_PLUS_1D = T0 + DAY;

    private Times() {}

    public static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}

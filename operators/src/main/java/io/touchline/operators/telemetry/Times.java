// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

/**
 * Moments as logs write them. Read from decimal text, never through {@code double}; a time before
 * 1970 or beyond 2100 is unknown. Total.
 */
public final class Times {
    public static final long UNKNOWN = Long.MIN_VALUE;

    /** 2100-01-01 in microseconds since 1970 UTC. */
    public static final long LAST_MICROS = 4_102_444_800_000_000L;

    private Times() {}

    /**
     * A time in microseconds since 1970 UTC, or {@link #UNKNOWN}.
     *
     * <p>Digits: seconds; from 1e11 on millis, 1e14 micros, 1e17 nanos. Else ISO-8601 with or
     * without a zone (none is UTC), with a space for the T, slashes for the dashes, an offset
     * without colon, any number of fraction digits.
     */
    public static long micros(String text) {
        String bare = text.strip();
        long micros = IsoTime.micros(bare);
        if (micros == DecimalText.NONE) {
            micros = epoch(bare);
        }
        return micros < 0 || micros > LAST_MICROS ? UNKNOWN : micros;
    }

    /** Milliseconds of microseconds, rounded down; {@link #UNKNOWN} stays so. */
    public static long millis(long micros) {
        return micros == UNKNOWN ? UNKNOWN : Math.floorDiv(micros, 1_000L);
    }

    private static long epoch(String text) {
        long value = DecimalText.whole(text);
        if (value == DecimalText.NONE) {
            return DecimalText.NONE;
        }
        if (value > 100_000_000_000_000_000L) {
            return value / 1_000;
        }
        if (value > 100_000_000_000_000L) {
            return value;
        }
        return DecimalText.scaled(text, value > 100_000_000_000L ? 3 : 6);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as producers other than Zeek write them, in UTC. */
final class IsoText {
    private static final DateTimeFormatter MILLIS = form("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");
    private static final DateTimeFormatter SECONDS = form("uuuu-MM-dd'T'HH:mm:ss'Z'");
    private static final DateTimeFormatter ZONELESS = form("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter OFFSET = form("uuuu-MM-dd'T'HH:mm:ss'+00:00'");
    private static final DateTimeFormatter SPACED = form("uuuu-MM-dd HH:mm:ss.SSS");

    private IsoText() {}

    /** {@code 2026-06-06T12:00:00.250Z}. */
    static String millis(Instant at) {
        return MILLIS.format(at);
    }

    /** {@code 2026-06-06T12:00:00Z}. */
    static String seconds(Instant at) {
        return SECONDS.format(at);
    }

    /** {@code 2026-06-06T12:00:00}. */
    static String zoneless(Instant at) {
        return ZONELESS.format(at);
    }

    /** {@code 2026-06-06T12:00:00+00:00}. */
    static String offset(Instant at) {
        return OFFSET.format(at);
    }

    /** {@code 2026-06-06 12:00:00.250}. */
    static String spaced(Instant at) {
        return SPACED.format(at);
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.recorded;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times as Zeek writes them: seconds since 1970, or ISO-8601. */
final class Times {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private Times() {}

    static Optional<Instant> of(String text) {
        try {
            return text.indexOf('T') > 0
                    ? Optional.of(Instant.parse(text))
                    : Optional.of(Instant.EPOCH.plus(exact(text)));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty(); // a record without a time is copied and dates nothing
        }
    }

    /** Zero for what is unset. */
    static Duration length(String text) {
        try {
            return exact(text);
        } catch (NumberFormatException e) {
            return Duration.ZERO;
        }
    }

    private static Duration exact(String seconds) {
        return Duration.ofNanos(new BigDecimal(seconds).movePointRight(9).longValue());
    }

    /** 0 for what is unset. */
    static int whole(String text) {
        return text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    }

    static String iso(Instant at) {
        return ISO.format(at);
    }
}

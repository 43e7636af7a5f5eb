// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.options;

import java.io.Serializable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/**
 * Where a topic is read from when there is no checkpoint to go on from.
 *
 * @param kind which rule
 * @param millis for {@link Kind#INSTANT}: records written at or after it, milliseconds since 1970
 *     UTC; else 0
 */
public record StartPosition(Kind kind, long millis) implements Serializable {

    /** The rules. */
    public enum Kind {
        /** The offsets of the consumer group; the earliest where it has none. */
        COMMITTED,
        EARLIEST,
        LATEST,
        INSTANT
    }

    /**
     * {@code committed}, {@code earliest}, {@code latest} or an instant in ISO-8601.
     *
     * @throws IllegalArgumentException when it is none of them
     */
    public static StartPosition parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "committed" -> new StartPosition(Kind.COMMITTED, 0);
            case "earliest" -> new StartPosition(Kind.EARLIEST, 0);
            case "latest" -> new StartPosition(Kind.LATEST, 0);
            default -> instant(text.strip());
        };
    }

    private static StartPosition instant(String text) {
        try {
            long millis = Instant.parse(text).toEpochMilli();
            if (millis >= 0) {
                return new StartPosition(Kind.INSTANT, millis);
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("no position: " + text, e);
        }
        throw new IllegalArgumentException("before 1970: " + text);
    }
}

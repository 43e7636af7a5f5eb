// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

/** Why a record could not be used. Constants are only appended. */
public enum DeadLetterReason {
    /** Bytes that are no text of any known form. */
    UNREADABLE("unreadable"),
    /** A known log, but a record that breaks its form. */
    MALFORMED("malformed"),
    /** No log claims it, or two do. */
    UNKNOWN_LOG("unknown-log"),
    /** A mandatory field is absent. */
    MISSING_FIELD("missing-field"),
    /** No time at all. */
    NO_TIME("no-time"),
    /** A time that cannot be: too far ahead of the write time, or absurd for its file. */
    BAD_TIME("bad-time"),
    /** One record holds more events than the cap. */
    TOO_MANY_EVENTS("too-many-events"),
    /** Larger or deeper than the limits. */
    TOO_LARGE("too-large"),
    /** The file broke off: a corrupt gzip stream. */
    TRUNCATED_FILE("truncated-file");

    private final String key;

    DeadLetterReason(String key) {
        this.key = key;
    }

    /** The form used in outputs, as {@code bad-time}. */
    public String key() {
        return key;
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.tables;

/**
 * One row of the shared tables, or one span of the calendar. It counts for rows whose write time is
 * at or after {@code validFrom}.
 *
 * @param kind which of the two
 * @param key peer group ({@code GROUP}) or phase ({@code PHASE})
 * @param validFrom write time in milliseconds
 * @param until end of the phase in milliseconds; 0 for a group
 * @param entities active entities of the group in the last day; 0 for a phase
 * @param ratePerHour mean interactions per active entity and hour, in 1/65536; 0 for a phase
 */
public record SharedTable(
        Kind kind, String key, long validFrom, long until, long entities, long ratePerHour) {

    /** What a row tells. Constants are only appended. */
    public enum Kind {
        GROUP,
        PHASE
    }

    public static SharedTable group(String group, long validFrom, long entities, long ratePerHour) {
        return new SharedTable(Kind.GROUP, group, validFrom, 0, entities, ratePerHour);
    }

    public static SharedTable phase(String phase, long from, long until) {
        return new SharedTable(Kind.PHASE, phase, from, until, 0, 0);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.tables;

import java.io.Serializable;

/**
 * One row of the shared tables, one span of the calendar, or one span in which a source was blind.
 * It counts for rows whose write time is at or after {@code validFrom}.
 *
 * @param kind which of them
 * @param key peer group ({@code GROUP}), phase ({@code PHASE}) or source ({@code BLIND})
 * @param validFrom write time in milliseconds
 * @param until end of the phase, or of the blindness, in milliseconds; 0 for a group, and for a
 *     source that is still blind
 * @param entities active entities of the group in the last day; 0 for others
 * @param ratePerHour mean interactions per active entity and hour, in 1/65536; 0 for others
 * @param since when the blindness began, in milliseconds; 0 for others
 */
public record SharedTable(
        Kind kind,
        String key,
        long validFrom,
        long until,
        long entities,
        long ratePerHour,
        long since)
        implements Serializable {

    /** What a row tells. Constants are only appended. */
    public enum Kind {
        GROUP,
        PHASE,
        BLIND
    }

    public static SharedTable group(String group, long validFrom, long entities, long ratePerHour) {
        return new SharedTable(Kind.GROUP, group, validFrom, 0, entities, ratePerHour, 0);
    }

    public static SharedTable phase(String phase, long from, long until) {
        return new SharedTable(Kind.PHASE, phase, from, until, 0, 0, 0);
    }

    /**
     * A source that tells nothing.
     *
     * @param source as {@code zeek.conn}, {@code zeek} for all its logs, or with a sensor {@code
     *     zeek/cctv-span}
     * @param until 0 while it is still blind
     */
    public static SharedTable blind(String source, long since, long validFrom, long until) {
        return new SharedTable(Kind.BLIND, source, validFrom, until, 0, 0, since);
    }

    /**
     * Whether a blindness of {@code key} covers what {@code source}, with or without sensor, tells.
     */
    public static boolean covers(String key, String source) {
        int slash = key.indexOf('/');
        String logs = slash < 0 ? key : key.substring(0, slash);
        int of = source.indexOf('/');
        String log = of < 0 ? source : source.substring(0, of);
        boolean sensor = slash < 0 || of < 0 || key.substring(slash).equals(source.substring(of));
        return sensor && (log.equals(logs) || log.startsWith(logs + '.'));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Some ordinary days, then the match day; kick-off 19:00 UTC. Phases as in RFC 5545 VEVENTs, half
 * open; what no phase covers is business as usual.
 */
record MatchCalendar(LocalDate matchDay, int ordinaryDays) {
    static final MatchCalendar DEMO = new MatchCalendar(LocalDate.of(2026, 5, 16), 4);

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** Offsets in minutes from midnight of the match day. */
    enum Phase {
        RUN_UP(-21 * 24 * 60, 0),
        LOAD_IN(8 * 60, 18 * 60),
        DOORS(18 * 60, 19 * 60),
        LIVE(19 * 60, 21 * 60),
        EGRESS(21 * 60, 22 * 60 + 30),
        LOAD_OUT(22 * 60 + 30, 24 * 60);

        private final int fromMinute;
        private final int untilMinute;

        Phase(int fromMinute, int untilMinute) {
            this.fromMinute = fromMinute;
            this.untilMinute = untilMinute;
        }
    }

    /** All days in order, the match day last. */
    List<LocalDate> days() {
        return matchDay.minusDays(ordinaryDays).datesUntil(matchDay.plusDays(1)).toList();
    }

    boolean isMatchDay(LocalDate day) {
        return day.equals(matchDay);
    }

    Instant start() {
        return at(matchDay.minusDays(ordinaryDays), 0, 0);
    }

    /** No record is written at or after this. */
    Instant end() {
        return at(matchDay.plusDays(1), 0, 0);
    }

    Instant start(Phase phase) {
        return midnight().plus(Duration.ofMinutes(phase.fromMinute));
    }

    Instant end(Phase phase) {
        return midnight().plus(Duration.ofMinutes(phase.untilMinute));
    }

    /** Half-time lasts 15 minutes from here. */
    Instant halfTime() {
        return start(Phase.LIVE).plus(Duration.ofMinutes(47));
    }

    static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).toInstant(ZoneOffset.UTC);
    }

    /** One VEVENT per phase; the phase is its SUMMARY and its CATEGORIES. */
    String toICalendar() {
        StringBuilder ics = new StringBuilder();
        line(ics, "BEGIN:VCALENDAR");
        line(ics, "VERSION:2.0");
        line(ics, "PRODID:-//Touchline//simulator//EN");
        for (Phase phase : Phase.values()) {
            line(ics, "BEGIN:VEVENT");
            line(ics, "UID:" + phase.name() + "-" + matchDay + "@arena.example");
            line(ics, "DTSTAMP:" + STAMP.format(start(Phase.RUN_UP)));
            line(ics, "DTSTART:" + STAMP.format(start(phase)));
            line(ics, "DTEND:" + STAMP.format(end(phase)));
            line(ics, "SUMMARY:" + phase.name());
            line(ics, "CATEGORIES:" + phase.name());
            line(ics, "DESCRIPTION:Match " + matchDay);
            line(ics, "LOCATION:Arena");
            line(ics, "END:VEVENT");
        }
        line(ics, "END:VCALENDAR");
        return ics.toString();
    }

    private Instant midnight() {
        return at(matchDay, 0, 0);
    }

    private static void line(StringBuilder ics, String text) {
        ics.append(text).append("\r\n");
    }
}

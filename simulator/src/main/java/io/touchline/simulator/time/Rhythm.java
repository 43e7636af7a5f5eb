// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The days that are simulated and the event days among and around them; what no phase covers is
 * business as usual. Phases are half open and do not overlap: the run-up to an event begins when
 * the event before is over.
 *
 * @param first day
 * @param days how many, at least 1
 * @param events every known event day, in order; those outside of the span count for the numbers
 *     and the run-up alone
 */
public record Rhythm(LocalDate first, int days, List<LocalDate> events) {
    private static final Duration HALF_TIME = Duration.ofMinutes(47);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    public Rhythm {
        if (days < 1) {
            throw new IllegalArgumentException("days must be 1 or more, not " + days);
        }
        events = events.stream().sorted().toList();
    }

    /** {@code days} days that end with {@code event}, an event every {@code weeks} weeks before. */
    public static Rhythm until(LocalDate event, int days, int weeks) {
        LocalDate first = event.minusDays(days - 1L);
        List<LocalDate> events =
                Stream.iterate(
                                event,
                                day -> !day.isBefore(first.minusWeeks(weeks)),
                                day -> day.minusWeeks(weeks))
                        .toList();
        return new Rhythm(first, days, events);
    }

    public static Instant at(LocalDate day, int hour, int minute) {
        return day.atTime(LocalTime.of(hour, minute)).toInstant(ZoneOffset.UTC);
    }

    public List<LocalDate> all() {
        return first.datesUntil(first.plusDays(days)).toList();
    }

    public Instant start() {
        return at(first, 0, 0);
    }

    /** No record is written at or after this. */
    public Instant end() {
        return at(first.plusDays(days), 0, 0);
    }

    public boolean isEvent(LocalDate day) {
        return events.contains(day);
    }

    /** The last event within the span. */
    public Optional<LocalDate> lastEvent() {
        return events.stream()
                .filter(day -> !day.isBefore(first) && day.isBefore(first.plusDays(days)))
                .reduce((one, other) -> other);
    }

    /** Those whose day is in the span, in order. */
    public List<LocalDate> eventsWithin() {
        return events.stream().filter(day -> all().contains(day)).toList();
    }

    /** Counted from 1 over all known events. */
    public int number(LocalDate event) {
        return events.indexOf(event) + 1;
    }

    public Instant from(LocalDate event, Phase phase) {
        Instant start = at(event, 0, 0).plus(phase.from());
        int before = events.indexOf(event) - 1;
        if (phase != Phase.RUN_UP || before < 0) {
            return start;
        }
        Instant over = at(events.get(before), 0, 0).plus(Phase.LOAD_OUT.until());
        return over.isAfter(start) ? over : start;
    }

    public Instant until(LocalDate event, Phase phase) {
        return at(event, 0, 0).plus(phase.until());
    }

    /** Lasts 15 minutes from here. */
    public Instant halfTime(LocalDate event) {
        return from(event, Phase.LIVE).plus(HALF_TIME);
    }

    /** Whether {@code day} lies in the run-up to some event. */
    public boolean isRunUp(LocalDate day) {
        Instant noon = at(day, 12, 0);
        return events.stream()
                .anyMatch(
                        event ->
                                !noon.isBefore(from(event, Phase.RUN_UP))
                                        && noon.isBefore(until(event, Phase.RUN_UP)));
    }

    /** RFC 5545; one VEVENT per phase, the phase is its SUMMARY and its CATEGORIES. */
    public String toICalendar() {
        StringBuilder ics = new StringBuilder();
        line(ics, "BEGIN:VCALENDAR");
        line(ics, "VERSION:2.0");
        line(ics, "PRODID:-//Touchline//simulator//EN");
        for (LocalDate event : events) {
            for (Phase phase : Phase.values()) {
                if (from(event, phase).isBefore(until(event, phase))) {
                    component(ics, event, phase);
                }
            }
        }
        line(ics, "END:VCALENDAR");
        return ics.toString();
    }

    private void component(StringBuilder ics, LocalDate event, Phase phase) {
        line(ics, "BEGIN:VEVENT");
        line(ics, "UID:" + phase.name() + "-" + event + "@arena.example");
        line(ics, "DTSTAMP:" + STAMP.format(at(event.minusDays(28), 0, 0)));
        line(ics, "DTSTART:" + STAMP.format(from(event, phase)));
        line(ics, "DTEND:" + STAMP.format(until(event, phase)));
        line(ics, "SUMMARY:" + phase.name());
        line(ics, "CATEGORIES:" + phase.name());
        line(ics, "DESCRIPTION:Match " + event);
        line(ics, "LOCATION:Arena");
        line(ics, "END:VEVENT");
    }

    private static void line(StringBuilder ics, String text) {
        ics.append(text).append("\r\n");
    }
}

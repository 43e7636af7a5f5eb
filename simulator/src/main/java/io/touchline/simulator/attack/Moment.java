// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Phase;
import io.touchline.simulator.time.Rhythm;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When a stage begins: a phase, a clock time of the event day or {@code after} the stage before,
 * with an offset and a span from which the seed draws.
 *
 * <p>Forms: {@code doors - 38m}, {@code live + 5m .. 20m}, {@code 14:02 .. 14:06}, {@code day -2
 * 10:00}, {@code after 4m .. 9m}. Durations are {@code 90s}, {@code 38m}, {@code 2h}, {@code 3d}.
 */
record Moment(String text) {
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:day\\s*(?<day>[+-]?\\d+)\\s+)?(?:(?<clock>\\d{1,2}:\\d{2})|(?<anchor>[a-z-]+))"
                            + "\\s*(?:(?<sign>[+-])?\\s*(?<offset>\\d+[smhd]))?"
                            + "(?:\\s*\\.\\.\\s*(?<until>\\d{1,2}:\\d{2}|\\d+[smhd]))?");

    /** On the last event day, or relative to it; without one, on the last day. */
    Instant at(Rhythm rhythm, Instant before, Draws draws) {
        LocalDate last = rhythm.first().plusDays(rhythm.days() - 1L);
        return at(rhythm, rhythm.lastEvent().orElse(last), before, draws);
    }

    /**
     * @param base the day that is meant where none is named
     * @param before when the stage before began
     * @throws ScenarioException when the text is no moment
     */
    Instant at(Rhythm rhythm, LocalDate base, Instant before, Draws draws) {
        Matcher form = FORM.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw refused("is no moment");
        }
        LocalDate day = day(base, form);
        Instant anchor = anchor(rhythm, form, day, before);
        String offset = form.group("offset");
        boolean back = "-".equals(form.group("sign"));
        Duration first = offset == null ? Duration.ZERO : duration(offset);
        String until = form.group("until");
        Duration last = until == null ? first : until(until, form, first, anchor, day);
        if (until != null && until.contains(":")) {
            // a clock time is where it is, before the anchor or after it
            last = back ? last.negated() : last;
            last = !back && last.compareTo(first) < 0 ? last.plus(Duration.ofDays(1)) : last;
        }
        if (last.compareTo(first) < 0) {
            Duration swap = first;
            first = last;
            last = swap;
        }
        long micros = last.minus(first).toNanos() / 1_000;
        Duration drawn = first.plus(Draws.micros(draws.between(0, micros + 1)));
        return back ? anchor.minus(drawn) : anchor.plus(drawn);
    }

    private static LocalDate day(LocalDate base, Matcher form) {
        String day = form.group("day");
        return day == null ? base : base.plusDays(Integer.parseInt(day.replace("+", "")));
    }

    private Instant anchor(Rhythm rhythm, Matcher form, LocalDate day, Instant before) {
        String clock = form.group("clock");
        if (clock != null) {
            return clock(day, clock);
        }
        String anchor = String.valueOf(form.group("anchor"));
        if (anchor.equals("after")) {
            return before;
        }
        Phase phase =
                Arrays.stream(Phase.values())
                        .filter(
                                p ->
                                        p.name()
                                                .toLowerCase(Locale.ROOT)
                                                .replace('_', '-')
                                                .equals(anchor))
                        .findFirst()
                        .orElseThrow(() -> refused("names no phase"));
        return rhythm.lastEvent().isPresent()
                ? rhythm.from(day, phase)
                : Rhythm.at(day, 12, 0).plus(Duration.ofHours(phase.ordinal()));
    }

    private Duration until(
            String until, Matcher form, Duration first, Instant anchor, LocalDate day) {
        return until.contains(":")
                ? Duration.between(anchor, clock(day, until))
                : form.group("clock") != null && form.group("offset") == null
                        ? first.plus(duration(until))
                        : duration(until);
    }

    private Instant clock(LocalDate day, String clock) {
        try {
            LocalTime time = LocalTime.parse(clock.length() == 4 ? "0" + clock : clock);
            return day.atTime(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw refused("is no time of a day");
        }
    }

    /**
     * @param text such as 38m
     * @throws ScenarioException when it is none
     */
    static Duration duration(String text) {
        if (!text.matches("\\d{1,9}(ms|[smhd])")) {
            throw new ScenarioException(
                    "could not read the duration '" + text + "'",
                    "write it as 500ms, 90s, 38m, 2h or 3d");
        }
        if (text.endsWith("ms")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        long value = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(value);
            case 'm' -> Duration.ofMinutes(value);
            case 'h' -> Duration.ofHours(value);
            default -> Duration.ofDays(value);
        };
    }

    private ScenarioException refused(String why) {
        return new ScenarioException(
                "could not use the time '" + text + "': it " + why,
                "write it as 'doors - 38m', 'live + 5m .. 20m', '14:02 .. 14:06', 'day -2 10:00' or"
                        + " 'after 4m .. 9m'");
    }
}

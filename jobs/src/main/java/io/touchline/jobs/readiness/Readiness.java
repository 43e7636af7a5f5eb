// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.readiness;

import io.touchline.operators.logs.Logs;
import io.touchline.operators.tables.SharedTable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * What there is to say of one census, for people. Pure.
 *
 * @param census what detection holds
 * @param calendar phases of events
 * @param missing what the configuration lacks and what is blind for it, one line each
 */
public record Readiness(Census census, List<SharedTable> calendar, List<String> missing) {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final int LOGS_NAMED = 6;

    /** One page, its lines ended. */
    public String text() {
        StringBuilder text = new StringBuilder();
        if (census.populations().isEmpty()) {
            line(text, "Nothing is learnt yet: no record told of an entity of the venue.");
        } else {
            populations(text);
            phases(text);
        }
        sources(text);
        blind(text);
        return text.toString();
    }

    private void populations(StringBuilder text) {
        line(
                text,
                "Learnt from %s to %s, %.1f days.",
                MINUTE.format(Instant.ofEpochMilli(first())),
                MINUTE.format(Instant.ofEpochMilli(last())),
                Duration.ofMillis(last() - first()).toMinutes() / 1_440.0);
        line(text, "");
        line(text, "%-28s %10s %10s %7s", "population", "entities", "mature", "share");
        for (Population each : census.populations().values()) {
            boolean judged = !each.name().equals("visitor") && !each.name().startsWith("cohort");
            if (judged) {
                line(
                        text,
                        "%-28s %,10d %,10d %5.0f %%",
                        each.name(),
                        each.entities(),
                        each.mature(),
                        100.0 * each.mature() / each.entities());
            } else {
                line(text, "%-28s %,10d %10s %7s", each.name(), each.entities(), "-", "-");
            }
        }
        line(
                text,
                "Mature is who was active in 20 hours; younger ones give evidence and tell no"
                        + " story. A baseline does not");
        line(text, "tell phases apart yet, so these shares hold for each of them.");
        line(text, "");
    }

    private void phases(StringBuilder text) {
        line(text, "%-28s %10s %10s", "phase", "met", "hours");
        for (PhaseCount each : PhaseCount.of(calendar, first(), last())) {
            line(
                    text,
                    "%-28s %10s %10.1f",
                    each.phase(),
                    each.met() == 0 ? "never" : Integer.toString(each.met()),
                    each.millis() / 3_600_000.0);
        }
        line(text, "");
    }

    private void sources(StringBuilder text) {
        line(text, "%-40s %12s", "source", "records");
        census.records().forEach((source, read) -> line(text, "%-40s %,12d", source, read));
        if (census.records().containsKey(Logs.UNRECOGNISED)) {
            line(text, "What belongs to no log is among the dead letters, with its coordinates.");
        }
        census.silent()
                .forEach(
                        (source, since) ->
                                line(
                                        text,
                                        "Silent: %s since %s; what it watches is not seen.",
                                        source,
                                        MINUTE.format(Instant.ofEpochMilli(since))));
        line(text, "");
    }

    private void blind(StringBuilder text) {
        line(text, "Blind for lack of a source or a setting:");
        List<DetectorFeeds.Blind> blind = DetectorFeeds.blind(census.records().keySet());
        for (DetectorFeeds.Blind each : blind) {
            List<String> logs = each.logs();
            boolean many = logs.size() > LOGS_NAMED;
            line(
                    text,
                    "- %s: needs one of %s%s",
                    each.question(),
                    String.join(", ", many ? logs.subList(0, LOGS_NAMED) : logs),
                    many ? " and " + (logs.size() - LOGS_NAMED) + " more" : "");
        }
        missing.forEach(each -> line(text, "- %s", each));
        if (blind.isEmpty() && missing.isEmpty()) {
            line(text, "- nothing that is known here");
        }
    }

    private long first() {
        return census.populations().values().stream()
                .mapToLong(Population::first)
                .min()
                .orElseThrow();
    }

    private long last() {
        return census.populations().values().stream()
                .mapToLong(Population::last)
                .max()
                .orElseThrow();
    }

    private static void line(StringBuilder text, String form, Object... parts) {
        text.append(String.format(Locale.ROOT, form, parts)).append('\n');
    }
}

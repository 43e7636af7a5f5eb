// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.jobs.evaluate.MatchDayCheck.Group;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures that decide, for people: one row per scenario and size. */
final class MatchDayTable {
    private static final List<String> COLUMNS =
            List.of(
                    "scenario",
                    "size",
                    "runs",
                    "chains detected",
                    "complete",
                    "stages recalled",
                    "with the budget off",
                    "right stage",
                    "purity",
                    "incidents naming a benign entity",
                    "false per 10,000 device-hours",
                    "with the budget off",
                    "false per event",
                    "delay p50 / p95",
                    "first published at",
                    "pairs: grave above benign",
                    "benign not published");
    private static final double MINUTE = 60_000;

    private MatchDayTable() {}

    static String of(Map<Group, Figures> groups) {
        StringBuilder table = new StringBuilder(row(COLUMNS));
        table.append("|---".repeat(COLUMNS.size())).append("|\n");
        groups.forEach((group, figures) -> table.append(row(cells(group, figures))));
        return table.toString();
    }

    private static List<String> cells(Group group, Figures figures) {
        View shown = figures.published();
        return List.of(
                group.scenario().replace('|', '/'),
                group.size().replace('|', '/'),
                String.valueOf(figures.runs()),
                share(shown.chains().detected()),
                share(shown.chains().complete()),
                share(shown.anyStage().recalled()),
                share(figures.all().anyStage().recalled()),
                share(shown.anyStage().labelled()),
                share(shown.chains().purity()),
                figures.harmless().named() + " in " + share(figures.harmless().naming()),
                rate(shown.falseIncidents().perDeviceHours()),
                rate(figures.all().falseIncidents().perDeviceHours()),
                rate(shown.falseIncidents().perEvent()),
                delay(figures.delays().fromFirstMillis()),
                histogram(figures.delays().reached()),
                share(figures.pairs().graveAbove()),
                share(figures.pairs().benignQuiet()));
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String share(Share share) {
        return share.of() == 0
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%d/%d [%.3f, %.3f]",
                        share.hits(),
                        share.of(),
                        share.lower(),
                        share.upper());
    }

    private static String rate(Rate rate) {
        return rate.exposure() == 0
                ? "-"
                : String.format(
                        Locale.ROOT, "%.3f [%.3f, %.3f]", rate.value(), rate.lower(), rate.upper());
    }

    private static String delay(List<Long> millis) {
        return DelayFigures.quantile(millis, 0.5)
                .flatMap(
                        half ->
                                DelayFigures.quantile(millis, 0.95)
                                        .map(most -> minutes(half) + " / " + minutes(most)))
                .orElse("-");
    }

    private static String minutes(long millis) {
        return String.format(Locale.ROOT, "%.1f min", millis / MINUTE);
    }

    private static String histogram(Map<String, Long> stages) {
        return stages.isEmpty()
                ? "-"
                : stages.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .map(stage -> stage.getKey() + " " + stage.getValue())
                        .collect(Collectors.joining(", "));
    }
}

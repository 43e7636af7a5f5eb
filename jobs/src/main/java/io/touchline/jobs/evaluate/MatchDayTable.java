// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.evaluate.Intervals.Interval;
import io.touchline.jobs.evaluate.MatchDayCheck.Figures;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** Figures of many runs, one row per scenario and size. */
public final class MatchDayTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD =
            "| scenario | size | runs | chains detected | complete | stages recalled | budget off"
                    + " | right stage | pure steps | naming a bystander | false, per event"
                    + " | false, budget off, per 10,000 device-hours | delay p50 / p95"
                    + " | first published at |\n"
                    + "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n";

    private final Map<String, List<Figures>> rows = new TreeMap<>();

    public MatchDayTable(List<Figures> runs) {
        for (Figures run : runs) {
            rows.computeIfAbsent(
                            run.run().scenario() + " | " + run.run().size(),
                            any -> new ArrayList<>())
                    .add(run);
        }
    }

    /** Markdown; shares with their 95 % interval. */
    public String markdown() {
        return HEAD
                + rows.entrySet().stream()
                        .map(row -> "| " + row.getKey() + " | " + cells(row.getValue()) + " |\n")
                        .collect(Collectors.joining());
    }

    /** One line. */
    public String json() {
        List<Map<String, Object>> all = new ArrayList<>();
        rows.forEach((name, runs) -> all.add(object(runs)));
        try {
            return JSON.writeValueAsString(Map.of("matchday", all));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String cells(List<Figures> runs) {
        long falseOff = sum(runs, Figures::falseOff);
        double hours = total(runs, Figures::deviceHours);
        Interval off = Intervals.count(falseOff);
        double per = 10_000 / hours;
        long events = sum(runs, run -> run.run().events().size());
        return String.join(
                " | ",
                Integer.toString(runs.size()),
                share(sum(runs, Figures::detected), sum(runs, Figures::chains)),
                share(sum(runs, Figures::complete), sum(runs, Figures::chains)),
                share(sum(runs, Figures::recalled), sum(runs, Figures::stages)),
                share(sum(runs, Figures::recalledOff), sum(runs, Figures::stages)),
                share(sum(runs, Figures::labelled), sum(runs, Figures::stages)),
                share(sum(runs, Figures::pure), sum(runs, Figures::steps)),
                share(sum(runs, Figures::naming), sum(runs, Figures::published)),
                events == 0
                        ? "-"
                        : text("%.2f", (double) sum(runs, Figures::falseOnEvents) / events),
                text("%.1f (%.1f-%.1f)", falseOff * per, off.low() * per, off.high() * per),
                delay(runs, 0.5) + " / " + delay(runs, 0.95),
                stages(runs));
    }

    private static Map<String, Object> object(List<Figures> runs) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("scenario", runs.get(0).run().scenario());
        object.put("size", runs.get(0).run().size());
        object.put("runs", runs.size());
        object.put("chains", sum(runs, Figures::chains));
        object.put("detected", sum(runs, Figures::detected));
        object.put("complete", sum(runs, Figures::complete));
        object.put("stages", sum(runs, Figures::stages));
        object.put("recalled", sum(runs, Figures::recalled));
        object.put("recalled_budget_off", sum(runs, Figures::recalledOff));
        object.put("labelled", sum(runs, Figures::labelled));
        object.put("invisible", sum(runs, Figures::invisible));
        object.put("steps", sum(runs, Figures::steps));
        object.put("pure_steps", sum(runs, Figures::pure));
        object.put("published", sum(runs, Figures::published));
        object.put("naming_bystanders", sum(runs, Figures::naming));
        object.put("false", sum(runs, Figures::falseOn));
        object.put("false_budget_off", sum(runs, Figures::falseOff));
        object.put("false_on_event_days", sum(runs, Figures::falseOnEvents));
        object.put("device_hours", total(runs, Figures::deviceHours));
        object.put("delays_seconds", delays(runs).stream().map(Duration::toSeconds).toList());
        object.put("pairs", sum(runs, Figures::pairs));
        object.put("pairs_right", sum(runs, Figures::pairsRight));
        return object;
    }

    private static String share(long hits, long of) {
        if (of == 0) {
            return "-";
        }
        Interval interval = Intervals.share(hits, of);
        return text("%d/%d (%.2f-%.2f)", hits, of, interval.low(), interval.high());
    }

    private static List<Duration> delays(List<Figures> runs) {
        return runs.stream().flatMap(run -> run.delays().stream()).sorted().toList();
    }

    private static String delay(List<Figures> runs, double quantile) {
        List<Duration> delays = delays(runs);
        if (delays.isEmpty()) {
            return "-";
        }
        int rank = (int) Math.ceil(quantile * delays.size()) - 1;
        return delays.get(Math.max(0, rank)).toSeconds() + " s";
    }

    private static String stages(List<Figures> runs) {
        Map<String, Long> counts =
                runs.stream()
                        .flatMap(run -> run.publishedAt().stream())
                        .collect(
                                Collectors.groupingBy(
                                        stage -> stage, TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? "-"
                : counts.entrySet().stream()
                        .map(e -> e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static long sum(List<Figures> runs, ToLongFunction<Figures> figure) {
        return runs.stream().mapToLong(figure).sum();
    }

    private static double total(List<Figures> runs, ToDoubleFunction<Figures> figure) {
        return runs.stream().mapToDouble(figure).sum();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

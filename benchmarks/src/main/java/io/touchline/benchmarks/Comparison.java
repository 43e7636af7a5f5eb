// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import io.touchline.benchmarks.Topics.Filled;
import io.touchline.benchmarks.Trial.Outcome;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The trials of one number of devices and one density, variant beside variant. */
final class Comparison {
    private static final double MEGABYTE = 1_048_576;
    private static final int THREADS_SHOWN = 9;

    private final int devices;
    private final int rate;
    private final Filled filled;
    private final Map<Variant, List<Outcome>> byVariant = new EnumMap<>(Variant.class);

    Comparison(int devices, int rate, Filled filled) {
        this.devices = devices;
        this.rate = rate;
        this.filled = filled;
    }

    /**
     * One line of the table.
     *
     * @param nanos processor nanoseconds per record, median over the rounds, with the least and the
     *     most
     * @param askedPerRecord values met for the first time, per record
     * @param perSecond records per second of one core
     */
    record Line(
            int devices,
            int rate,
            String variant,
            int rounds,
            double nanos,
            double least,
            double most,
            double perSecond,
            double toPlain,
            double toPassThrough,
            double residentMegabytes,
            double checkpointMegabytes,
            double incrementMegabytes,
            long checkpointMillis,
            double askedPerRecord,
            Map<String, Double> nanosByThread) {}

    void add(Outcome outcome) {
        byVariant.computeIfAbsent(outcome.variant(), v -> new ArrayList<>()).add(outcome);
    }

    List<Line> rows() {
        return byVariant.keySet().stream().map(this::line).toList();
    }

    void print(PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%n%,d devices, %,d rows per second of write time; %,d records of %.0f bytes, %.2f"
                        + " interactions each%n",
                devices,
                rate,
                filled.records(),
                (double) filled.bytes() / filled.records(),
                (double) filled.interactions() / filled.records());
        out.println(
                "variant        ns/record    (min-max)        rec/cpu-s  x plain  x pass"
                        + "  peak RSS  checkpoint  increment  slowest");
        for (Line line : rows()) {
            out.printf(
                    Locale.ROOT,
                    "%-14s %,9.0f  (%,.0f-%,.0f) %,14.0f %8.2f %7.2f %6.0f MB %8.1f MB %7.1f MB"
                            + " %5d ms%n",
                    line.variant(),
                    line.nanos(),
                    line.least(),
                    line.most(),
                    line.perSecond(),
                    line.toPlain(),
                    line.toPassThrough(),
                    line.residentMegabytes(),
                    line.checkpointMegabytes(),
                    line.incrementMegabytes(),
                    line.checkpointMillis());
        }
        rows().stream()
                .filter(line -> line.askedPerRecord() > 0)
                .forEach(
                        line ->
                                out.printf(
                                        Locale.ROOT,
                                        "%s: %.3f values per record met for the first time%n",
                                        line.variant(),
                                        line.askedPerRecord()));
        rows().forEach(line -> printThreads(line, out));
        out.flush();
    }

    private static void printThreads(Line line, PrintWriter out) {
        StringBuilder text = new StringBuilder(line.variant()).append(" by thread, ns/record:");
        line.nanosByThread().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(THREADS_SHOWN)
                .forEach(
                        thread ->
                                text.append(
                                        String.format(
                                                Locale.ROOT,
                                                " %s %,.0f;",
                                                thread.getKey().strip(),
                                                thread.getValue())));
        out.println(text);
    }

    private Line line(Variant variant) {
        List<Outcome> rounds = byVariant.getOrDefault(variant, List.of());
        List<Double> nanos = rounds.stream().map(Outcome::perEvent).sorted().toList();
        Outcome last = rounds.get(rounds.size() - 1);
        double median = median(variant);
        return new Line(
                devices,
                rate,
                variant.label(),
                rounds.size(),
                median,
                nanos.get(0),
                nanos.get(nanos.size() - 1),
                median == 0 ? 0 : 1e9 / median,
                ratio(median, Variant.PLAIN),
                ratio(median, Variant.PASS_THROUGH),
                rounds.stream().mapToLong(Outcome::residentBytes).max().orElse(0) / MEGABYTE,
                last.checkpoints().fullBytes() / MEGABYTE,
                last.checkpoints().newBytes() / MEGABYTE,
                rounds.stream().mapToLong(each -> each.checkpoints().millis()).max().orElse(0),
                last.events() == 0 ? 0 : (double) last.asked() / last.events(),
                threads(rounds));
    }

    private double ratio(double nanos, Variant to) {
        double of = median(to);
        return of == 0 ? 0 : nanos / of;
    }

    /** Of an even number the mean of the middle two; 0 where the variant did not run. */
    private double median(Variant variant) {
        List<Double> nanos =
                byVariant.getOrDefault(variant, List.of()).stream()
                        .map(Outcome::perEvent)
                        .sorted()
                        .toList();
        if (nanos.isEmpty()) {
            return 0;
        }
        return (nanos.get((nanos.size() - 1) / 2) + nanos.get(nanos.size() / 2)) / 2;
    }

    private static Map<String, Double> threads(List<Outcome> rounds) {
        double events = rounds.stream().mapToLong(Outcome::events).sum();
        Map<String, Double> nanos = new TreeMap<>();
        for (Outcome round : rounds) {
            round.byThread()
                    .forEach((name, spent) -> nanos.merge(name, spent / events, Double::sum));
        }
        return nanos;
    }
}

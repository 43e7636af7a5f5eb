// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.simulator.attack.Disturbances;
import io.touchline.simulator.attack.Plot;
import io.touchline.simulator.attack.Scenario;
import io.touchline.simulator.attack.ScenarioException;
import io.touchline.simulator.attack.VenueCast;
import io.touchline.simulator.life.Everybody;
import io.touchline.simulator.life.LookAlikes;
import io.touchline.simulator.life.World;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Clock;
import io.touchline.simulator.time.Phase;
import io.touchline.simulator.time.Rhythm;
import io.touchline.simulator.venue.Declaration;
import io.touchline.simulator.venue.Size;
import io.touchline.simulator.venue.VenuePlan;
import io.touchline.simulator.wire.Journal;
import io.touchline.simulator.wire.Row;
import io.touchline.simulator.wire.RowText;
import io.touchline.simulator.wire.Sensors;
import io.touchline.simulator.wire.TelemetryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A venue over some days, with a scenario planted in it.
 *
 * <p>Equal sizes, seeds, days and scenarios give equal bytes; seeds differ in all that happens, not
 * in who is there. A day is drawn from the seed and the day alone, so the last two days of a long
 * run are those of a run of two days, but for what was under way at midnight. Memory does not grow
 * with the days: an act for everybody who is awake, a row per connection that is open.
 *
 * @param days the event day is the last of them
 * @param unwritten how many of them, at the end, are not written: what is left is the past of that
 *     event, to learn from
 * @param seed of all that happens
 */
public record Simulation(Scenario scenario, Size size, int days, int unwritten, long seed) {
    private static final LocalDate EVENT = LocalDate.of(2026, 5, 16);
    private static final int WEEKS = 2;

    /** Rows are said at most this long after they were written. */
    private static final Duration BEHIND = Duration.ofSeconds(30);

    /** Default days of a run. */
    public static final int DAYS = 5;

    /** Name of the file with the phases of every event. */
    public static final String CALENDAR = "calendar.ics";

    public static final String CONFIGURATION = "venue.yaml";
    private static final String VENUE_FILE = "venue-file.yaml";

    /** Name of the file that says what was planted. */
    public static final String LEDGER = "ledger.jsonl";

    /**
     * What came out.
     *
     * @param records by file
     * @param ledger its lines
     */
    public record Result(Map<String, Long> records, List<Map<String, Object>> ledger) {
        public long total() {
            return records.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    public static Simulation of(Scenario scenario, Size size, long seed) {
        return new Simulation(scenario, size, scenario.days().orElse(DAYS), 0, seed);
    }

    public Simulation over(int otherDays) {
        return new Simulation(scenario, size, otherDays, unwritten, seed);
    }

    /** At least one day stays. */
    public Simulation withoutLast(int some) {
        return new Simulation(scenario, size, days, some, seed);
    }

    /**
     * Writes one folder per source, the calendar, the venue file, {@code venue.yaml} for {@code
     * detect --config} that names both, and the ledger.
     *
     * @throws ScenarioException when the scenario does not fit the venue
     */
    public Result write(Path output) throws IOException {
        Files.createDirectories(output);
        TelemetryFiles.clear(output);
        Rhythm rhythm = rhythm();
        try (TelemetryFiles files = new TelemetryFiles(output, rhythm.start(), rhythm.end())) {
            List<Map<String, Object>> ledger = play(files::write);
            Files.writeString(output.resolve(CALENDAR), calendar());
            Files.writeString(output.resolve(CONFIGURATION), configuration());
            Files.writeString(output.resolve(VENUE_FILE), Declaration.of(new VenuePlan(size)));
            StringBuilder lines = new StringBuilder();
            ledger.forEach(line -> lines.append(RowText.json(line)).append('\n'));
            Files.writeString(output.resolve(LEDGER), lines);
            return new Result(files.counts(), ledger);
        }
    }

    /**
     * Hands the rows on, by time of writing.
     *
     * @return the lines of the ledger
     */
    public List<Map<String, Object>> play(Consumer<Row> out) {
        Rhythm rhythm = rhythm();
        VenuePlan plan = new VenuePlan(size);
        Journal journal =
                new Journal(rhythm.start(), rhythm.end(), row -> out.accept(Sensors.signed(row)));
        Clock clock = new Clock(rhythm, now -> journal.advance(now.minus(BEHIND)));
        Disturbances disturbances = new Disturbances(journal, Draws.of(seed, "disturbances"));
        World world = new World(plan, rhythm, clock, disturbances, seed);
        Plot plot =
                new Plot(
                        scenario,
                        new VenueCast(plan),
                        rhythm,
                        clock,
                        disturbances,
                        row -> isWithin(rhythm, row) && !disturbances.isBlind(row),
                        seed);
        plot.begin();
        plot.beginHabits();
        LookAlikes lookAlikes = Everybody.begin(world);
        clock.run();
        journal.close();
        List<Map<String, Object>> ledger = new ArrayList<>();
        ledger.add(header(rhythm, plan));
        ledger.addAll(plot.ledger());
        ledger.addAll(lookAlikes.told());
        return ledger;
    }

    /** Nothing is written before. */
    public Instant start() {
        return rhythm().start();
    }

    /** The phases of every event, as iCalendar. */
    public String calendar() {
        return rhythm().toICalendar();
    }

    private static boolean isWithin(Rhythm rhythm, Row row) {
        return !row.written().isBefore(rhythm.start()) && row.written().isBefore(rhythm.end());
    }

    private Rhythm rhythm() {
        Rhythm usual = Rhythm.until(EVENT, days, WEEKS);
        LocalDate gap = EVENT.minusDays(scenario.gapDays());
        return new Rhythm(
                usual.first(),
                days - unwritten,
                usual.events().stream()
                        .filter(day -> day.equals(EVENT) || !day.isAfter(gap))
                        .toList());
    }

    private Map<String, Object> header(Rhythm rhythm, VenuePlan plan) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("ledger", "touchline");
        header.put("version", 2);
        header.put("scenario", scenario.name());
        header.put("seed", seed);
        header.put("size", size.key());
        header.put("site", "venue");
        header.put("start", rhythm.start().toString());
        header.put("end", rhythm.end().toString());
        header.put("devices", plan.machines().count());
        header.put("visitors", rhythm.eventsWithin().size() * (long) size.visitors());
        header.put(
                "events", rhythm.eventsWithin().stream().map(day -> event(rhythm, day)).toList());
        return header;
    }

    private static Map<String, Object> event(Rhythm rhythm, LocalDate day) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("number", rhythm.number(day));
        event.put("date", day.toString());
        List<Map<String, String>> phases = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            Map<String, String> span = new LinkedHashMap<>();
            span.put("phase", phase.name());
            span.put("from", rhythm.from(day, phase).toString());
            span.put("until", rhythm.until(day, phase).toString());
            phases.add(span);
        }
        event.put("phases", phases);
        return event;
    }

    private static String configuration() {
        return """
                # give it to detect with --config
                venue:
                  site: venue
                  mail-domains: [arena.example]
                  calendar: calendar.ics
                  file: venue-file.yaml
                """;
    }
}

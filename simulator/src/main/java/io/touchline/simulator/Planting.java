// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.simulator.attack.Disturbances;
import io.touchline.simulator.attack.Plot;
import io.touchline.simulator.attack.Scenario;
import io.touchline.simulator.attack.ScenarioException;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.recorded.RecordedCast;
import io.touchline.simulator.recorded.Recording;
import io.touchline.simulator.time.Clock;
import io.touchline.simulator.time.Rhythm;
import io.touchline.simulator.wire.Journal;
import io.touchline.simulator.wire.Row;
import io.touchline.simulator.wire.RowText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stages of a scenario among telemetry that somebody recorded, by machines of the recording.
 * What the recording has no log or nobody for is left out, and the ledger says so.
 *
 * <p>The first stage begins after a third of the recording, so that there is something to learn.
 */
public record Planting(Scenario scenario, Recording recording, long seed) {
    private static final Duration BEHIND = Duration.ofSeconds(30);

    /** Of the planted rows: how many there are. */
    public record Result(int rows, List<Map<String, Object>> ledger) {}

    /**
     * Copies the recording into an empty folder, with what is planted and {@code ledger.jsonl}.
     *
     * @throws ScenarioException when nothing of the scenario can be planted here
     */
    public Result write(Path output) throws IOException {
        if (!scenario.isQuiet()) {
            throw new ScenarioException(
                    "the noise of " + scenario.name() + " cannot be planted",
                    "leave it out: recorded rows are never changed");
        }
        if (scenario.isOfPairs()) {
            throw new ScenarioException(
                    "the pairs of " + scenario.name() + " cannot be planted",
                    "leave it out: nobody in a recording does the harmless half of a pair");
        }
        List<Row> rows = new ArrayList<>();
        List<Map<String, Object>> ledger = play(rows);
        if (rows.isEmpty() && scenario.planted() > 0) {
            throw new ScenarioException(
                    "nothing of " + scenario.name() + " can be planted into " + recording.name(),
                    "take a scenario whose logs and machines are there: Zeek logs, a PC or a server");
        }
        Files.createDirectories(output);
        recording.copy(output, rows);
        StringBuilder lines = new StringBuilder();
        ledger.forEach(line -> lines.append(RowText.json(line)).append('\n'));
        Files.writeString(output.resolve("ledger.jsonl"), lines);
        return new Result(rows.size(), ledger);
    }

    private List<Map<String, Object>> play(List<Row> rows) {
        Rhythm rhythm = rhythm();
        Instant start = recording.start();
        Instant end = recording.end();
        Journal journal = new Journal(start, end, row -> rows.add(local(row)));
        Clock clock = new Clock(rhythm, now -> journal.advance(now.minus(BEHIND)));
        Plot plot =
                new Plot(
                        scenario,
                        new RecordedCast(recording.traffic()),
                        rhythm,
                        clock,
                        new Disturbances(journal, Draws.of(seed, "disturbances")),
                        row ->
                                recording.has(row.log())
                                        && !row.written().isBefore(start)
                                        && row.written().isBefore(end),
                        seed);
        Duration length = Duration.between(start, end);
        plot.beginWithin(start.plus(length.dividedBy(3)), end.minus(length.dividedBy(10)));
        clock.run();
        journal.close();
        List<Map<String, Object>> ledger = new ArrayList<>();
        ledger.add(header());
        ledger.addAll(plot.ledger());
        return ledger;
    }

    /** Zeek knows its own networks; here they are those of the recording. */
    private Row local(Row row) {
        if (!row.fields().containsKey("local_orig")) {
            return row;
        }
        Map<String, Object> fields = new LinkedHashMap<>(row.fields());
        fields.computeIfPresent(
                "local_orig", (name, any) -> isInside(String.valueOf(fields.get("id.orig_h"))));
        fields.computeIfPresent(
                "local_resp", (name, any) -> isInside(String.valueOf(fields.get("id.resp_h"))));
        return new Row(row.log(), row.written(), fields);
    }

    private boolean isInside(String address) {
        return recording.traffic().isInside(address);
    }

    /** No event is known of; the days are those of the recording. */
    private Rhythm rhythm() {
        LocalDate first = LocalDate.ofInstant(recording.start(), ZoneOffset.UTC);
        LocalDate last = LocalDate.ofInstant(recording.end(), ZoneOffset.UTC);
        return new Rhythm(first, (int) ChronoUnit.DAYS.between(first, last) + 1, List.of());
    }

    private Map<String, Object> header() {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("ledger", "touchline");
        header.put("version", 2);
        header.put("scenario", scenario.name());
        header.put("seed", seed);
        header.put("size", recording.name());
        header.put("site", "venue");
        header.put("start", recording.start().toString());
        header.put("end", recording.end().toString());
        header.put("devices", recording.traffic().devices());
        header.put("visitors", 0);
        header.put("events", List.of());
        return header;
    }
}

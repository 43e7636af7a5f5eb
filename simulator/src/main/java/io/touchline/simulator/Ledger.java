// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.schemas.Stage;
import io.touchline.simulator.MatchCalendar.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ground truth: a header line, then one line per planted stage, with the rows that were added
 * to each log since the stage before it. Not telemetry.
 */
final class Ledger {
    private final Logs logs;
    private final List<Map<String, ?>> lines = new ArrayList<>();
    private Map<String, Long> before;

    /** Made when everything benign is in {@code logs} already. */
    Ledger(long seed, Attack attack, MatchCalendar calendar, Logs logs) {
        this.logs = logs;
        this.before = logs.counts();
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("ledger", "touchline");
        header.put("seed", seed);
        header.put("scenario", attack.key());
        header.put("start", calendar.start().toString());
        header.put("end", calendar.end().toString());
        header.put("doors", calendar.start(Phase.DOORS).toString());
        header.put("kick_off", calendar.start(Phase.LIVE).toString());
        lines.add(header);
    }

    /** {@code ids} are Zeek uids or mail ids of the planted rows that show the stage. */
    void plant(
            Stage stage,
            Instant from,
            Instant until,
            Map<String, String> entities,
            String what,
            List<String> ids) {
        Map<String, Long> rows = new TreeMap<>(logs.counts());
        rows.replaceAll((path, count) -> count - before.getOrDefault(path, 0L));
        rows.values().removeIf(count -> count == 0);
        before = logs.counts();
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("stage", stage.key());
        entry.put("from", from.toString());
        entry.put("until", until.toString());
        entry.put("entities", entities);
        entry.put("planted", what);
        entry.put("records", rows);
        entry.put("ids", ids);
        lines.add(entry);
    }

    /** Names and values by turns; keeps their order and may be added to. */
    static Map<String, String> entities(String... namesAndValues) {
        Map<String, String> entities = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            entities.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return entities;
    }

    String toJsonLines() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(Logs.toJson(line)).append('\n'));
        return text.toString();
    }
}

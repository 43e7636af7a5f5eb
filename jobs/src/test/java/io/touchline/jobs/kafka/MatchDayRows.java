// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.jobs.SmallVenue;
import io.touchline.simulator.Simulation;
import io.touchline.simulator.wire.Log;
import io.touchline.simulator.wire.RowText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A part of the simulated match day, small enough for a test, as records for topics. */
final class MatchDayRows {
    /** A record and when it was written. */
    record Row(long written, String text) {}

    private final List<io.touchline.simulator.wire.Row> rows = new ArrayList<>();
    private final List<Map<String, Object>> ledger;

    MatchDayRows(long seed) {
        this.ledger = SmallVenue.play(seed, Simulation.DAYS, rows::add);
    }

    /** The mailbox that the planted mail was sent to. */
    String mailbox() {
        return planted("mailbox", 0);
    }

    /** Address of the server that is no master. */
    String server() {
        return planted("master", 1);
    }

    /** Address of the controller that it wrote to. */
    String controller() {
        return planted("controller", 1);
    }

    private String planted(String role, int alias) {
        return ledger.stream()
                .filter(line -> line.containsKey("stage"))
                .flatMap(line -> ((List<?>) line.get("entities")).stream())
                .map(entity -> (Map<?, ?>) entity)
                .filter(entity -> role.equals(entity.get("role")))
                .map(entity -> String.valueOf(((List<?>) entity.get("aliases")).get(alias)))
                .findFirst()
                .orElseThrow();
    }

    /** Every Modbus row with these controllers, planted ones too, as zeek-kafka sends them. */
    List<Row> modbus(Set<String> controllers) {
        return rows.stream()
                .filter(row -> row.log() == Log.MODBUS)
                .filter(row -> controllers.contains(row.fields().get("id.resp_h")))
                .map(
                        row -> {
                            Map<String, Object> fields = new LinkedHashMap<>();
                            fields.put("_path", "modbus");
                            fields.putAll(row.fields());
                            return new Row(row.written().toEpochMilli(), RowText.json(fields));
                        })
                .toList();
    }

    /** Every mail to this mailbox. */
    List<Row> mail(String mailbox) {
        return rows.stream()
                .filter(row -> row.log() == Log.MAIL_TRACE)
                .filter(row -> ("<" + mailbox + ">").equals(row.fields().get("to")))
                .map(row -> new Row(row.written().toEpochMilli(), RowText.of(row)))
                .toList();
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.operators.ingest.WriteTime;
import io.touchline.simulator.MatchDay;
import io.touchline.simulator.Summary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A part of the simulated match day, small enough for a test, as records for topics. */
final class MatchDayRows {
    /** A record and when it was written. */
    record Row(long written, String text) {}

    private final Path folder;
    private final Summary summary;

    MatchDayRows(long seed, Path folder) {
        this.folder = folder;
        this.summary = MatchDay.write(seed, folder);
    }

    Summary.Planted planted() {
        Summary.Planted planted = summary.planted();
        if (planted == null) {
            throw new IllegalStateException("nothing was planted");
        }
        return planted;
    }

    /** Every Modbus row with these controllers, planted ones too, as zeek-kafka sends them. */
    List<Row> modbus(Set<String> controllers) throws IOException {
        List<Row> rows = new ArrayList<>();
        List<String> columns = List.of();
        for (String line : Files.readAllLines(folder.resolve("zeek/modbus.log"))) {
            List<String> cells = List.of(line.split("\t", -1));
            if (line.startsWith("#fields")) {
                columns = cells.subList(1, cells.size());
            } else if (!line.startsWith("#")
                    && controllers.contains(cells.get(columns.indexOf("id.resp_h")))) {
                rows.add(
                        new Row(
                                WriteTime.parseMicros(cells.get(columns.indexOf("ts"))) / 1_000,
                                json(columns, cells)));
            }
        }
        rows.sort(Comparator.comparingLong(Row::written));
        return rows;
    }

    /** Every mail to this mailbox. */
    List<Row> mail(String mailbox) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve("email/trace.jsonl"))) {
            if (line.contains("\"<" + mailbox + ">\"")) {
                long written = WriteTime.ofFile("", line.getBytes(StandardCharsets.UTF_8));
                rows.add(new Row(written, line));
            }
        }
        rows.sort(Comparator.comparingLong(Row::written));
        return rows;
    }

    private static String json(List<String> columns, List<String> cells) {
        StringBuilder json = new StringBuilder("{\"_path\":\"modbus\"");
        for (int i = 0; i < columns.size(); i++) {
            String cell = cells.get(i);
            if (!cell.equals("-")) {
                json.append(",\"").append(columns.get(i)).append("\":");
                boolean number = columns.get(i).equals("ts") || columns.get(i).endsWith("_p");
                json.append(number ? cell : '"' + cell + '"');
            }
        }
        return json.append('}').toString();
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lines of one log as JSON with {@code _path} and {@code _write_ts}, as Zeek's JSON streaming
 * writes them; the write time to the microsecond in ISO-8601. Values of a TSV row keep the types of
 * its columns, unset ones are left out.
 */
final class Shipper {
    private final String log;
    private final @Nullable String path;
    private final List<String> columns;

    /**
     * @param log as {@code zeek/conn.log}; only logs of Zeek have a {@code _path}
     * @param columns name:type of a TSV file; empty for JSON lines
     */
    Shipper(String log, List<String> columns) {
        this.log = log;
        this.path =
                log.startsWith("zeek/") ? log.substring("zeek/".length(), log.indexOf('.')) : null;
        this.columns = columns;
    }

    ShippedRecord ship(Instant written, String line) {
        if (columns.isEmpty()) {
            String head = Logs.toJson(envelope(written));
            String json = head.substring(0, head.length() - 1) + ',' + line.substring(1);
            return new ShippedRecord(log, written, json, null);
        }
        Map<String, Object> row = envelope(written);
        String[] cells = line.split("\t", -1);
        for (int i = 0; i < columns.size(); i++) {
            int colon = columns.get(i).indexOf(':');
            if (!cells[i].equals("-")) {
                String name = columns.get(i).substring(0, colon);
                row.put(name, value(columns.get(i).substring(colon + 1), cells[i]));
            }
        }
        return new ShippedRecord(log, written, Logs.toJson(row), line);
    }

    private Map<String, Object> envelope(Instant written) {
        Map<String, Object> row = new LinkedHashMap<>();
        if (path != null) {
            row.put("_path", path);
        }
        row.put("_write_ts", written.toString());
        return row;
    }

    private static Object value(String type, String cell) {
        if (type.startsWith("vector") || type.startsWith("set")) {
            return cell.equals("(empty)") ? List.of() : List.of(cell.split(",", -1));
        }
        return switch (type) {
            case "time", "interval", "count", "port" -> new BigDecimal(cell);
            case "bool" -> cell.equals("T");
            default -> cell;
        };
    }
}

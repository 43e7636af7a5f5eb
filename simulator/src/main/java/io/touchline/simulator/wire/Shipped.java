// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** Rows as a shipper puts them on a topic. */
public final class Shipped {
    private Shipped() {}

    /**
     * One line of JSON, whatever the form of the file: in front {@code _path} where the producer is
     * Zeek, and {@code _write_ts} in ISO-8601, as Zeek's JSON streaming writes them. A line of text
     * is the message of a shipper that names its machine.
     */
    public static String json(Row row) {
        Map<String, Object> all = new LinkedHashMap<>();
        if (row.log().isZeek()) {
            all.put("_path", row.log().path());
        }
        all.put("_write_ts", row.written().toString());
        Object line = row.fields().get("line");
        if (line == null) {
            all.putAll(row.fields());
        } else {
            all.put("@timestamp", row.written().toString());
            all.put("host", Map.of("name", String.valueOf(row.fields().get("server"))));
            all.put("message", line);
        }
        return RowText.json(all);
    }
}

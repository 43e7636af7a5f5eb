// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The network sensors of the venue: one on the span of the cameras, one on the core switch. Each
 * signs its JSON lines with {@code _system_name}; tab-separated logs have no column for it.
 */
public final class Sensors {
    /** All of them, as {@code noise.outage} names them. */
    public static final List<String> ALL = List.of("cctv-span", "core");

    private static final String CAMERAS = "10.12.";

    private Sensors() {}

    /** The sensor that sees a row; empty for what no network sensor writes. */
    public static String of(Row row) {
        if (!row.log().folder().equals("zeek")) {
            return "";
        }
        boolean camera =
                isCamera(row.fields().get("id.orig_h")) || isCamera(row.fields().get("id.resp_h"));
        return ALL.get(camera ? 0 : 1);
    }

    /** The row with the name of its sensor, where its form has room for it. */
    public static Row signed(Row row) {
        String sensor = of(row);
        if (sensor.isEmpty() || !row.log().columns().isEmpty()) {
            return row;
        }
        Map<String, Object> fields = new LinkedHashMap<>(row.fields());
        fields.put("_system_name", sensor);
        return new Row(row.log(), row.written(), fields);
    }

    private static boolean isCamera(@Nullable Object address) {
        return address != null && address.toString().startsWith(CAMERAS);
    }
}

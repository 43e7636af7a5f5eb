// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.telemetry.RecordFields;

/** What a record says of its sensor without being asked: which one it is, and its form. */
final class RecordShape {
    private static final int MAX_SENSOR = 64;

    private RecordShape() {}

    /**
     * A hash of the names of the fields, whatever their order, without those that a shipper adds
     * ({@code _path}, {@code @timestamp}); never 0.
     */
    static long of(RecordFields fields) {
        long sum = 1;
        for (String name : fields.values().keySet()) {
            if (name.isEmpty() || name.charAt(0) == '_' || name.charAt(0) == '@') {
                continue;
            }
            // the finaliser of SplitMix64 (Steele, Lea, Flood 2014): sums of it hardly collide
            long mixed = name.hashCode() * 0x9E3779B97F4A7C15L;
            mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            sum += mixed ^ (mixed >>> 31);
        }
        return sum == 0 ? 1 : sum;
    }

    /** The name of the sensor in the words of its producers; empty where there is none. */
    static String sensor(RecordFields fields) {
        String name = fields.firstText("_system_name", "sensor_name", "observer.name");
        if (name == null || name.indexOf('/') >= 0) {
            return "";
        }
        return name.length() > MAX_SENSOR ? name.substring(0, MAX_SENSOR) : name;
    }
}

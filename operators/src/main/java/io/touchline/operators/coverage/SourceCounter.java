// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.coverage;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Counts records per source, sensor, minute and form between two flushes. Never part of a snapshot:
 * it is flushed before every barrier. Not thread-safe.
 */
public final class SourceCounter {
    /** Sensors told apart; those beyond count as one without a name. */
    static final int MAX_SENSORS = 64;

    private static final long MINUTE_MILLIS = 60_000;

    private final TreeMap<Key, long[]> counts = new TreeMap<>();
    private final Set<String> sensors = new HashSet<>();

    private record Key(String source, String sensor, long minute, long shape)
            implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int order = source.compareTo(other.source);
            order = order != 0 ? order : sensor.compareTo(other.sensor);
            order = order != 0 ? order : Long.compare(minute, other.minute);
            return order != 0 ? order : Long.compare(shape, other.shape);
        }
    }

    /** Counts a decoded record; one without a write time tells nothing of its minute. */
    public void used(String source, String sensor, long writeTime, long shape) {
        count(source, sensor, writeTime, shape, 0);
    }

    /** Counts a dead letter. */
    public void dead(String source, long writeTime) {
        count(source, "", writeTime, 0, 1);
    }

    private void count(String source, String sensor, long writeTime, long shape, int dead) {
        if (writeTime <= 0) {
            return;
        }
        boolean told = sensors.size() < MAX_SENSORS ? sensors.add(sensor) : false;
        String known = told || sensors.contains(sensor) ? sensor : "";
        Key key = new Key(source, known, Math.floorDiv(writeTime, MINUTE_MILLIS), shape);
        long[] count = counts.computeIfAbsent(key, k -> new long[3]);
        count[0]++;
        count[1] += dead;
        count[2] = Math.max(count[2], writeTime);
    }

    /** Hands out everything counted since the last call. */
    public void flush(Consumer<SourceMinute> out) {
        counts.forEach(
                (key, count) ->
                        out.accept(
                                new SourceMinute(
                                        key.source,
                                        key.sensor,
                                        key.minute,
                                        key.shape,
                                        count[0],
                                        count[1],
                                        count[2])));
        counts.clear();
    }
}

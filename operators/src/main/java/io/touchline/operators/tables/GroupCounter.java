// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.tables;

import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.datasketches.hll.HllSketch;

/**
 * Pre-combines {@link GroupActivity} per subtask between two flushes. Never part of a snapshot: it
 * is flushed before every barrier. Not thread-safe.
 */
public final class GroupCounter {
    /** 2^10 registers: the estimate is within about 3 % (Flajolet et al. 2007). */
    static final int LOG_REGISTERS = 10;

    private static final long HOUR_MILLIS = 3_600_000;

    private final TreeMap<String, TreeMap<Long, Count>> counts = new TreeMap<>();

    public void count(Interaction row) {
        String group = EntityKeys.group(row.site(), EntityClass.of(row).key());
        Count count =
                counts.computeIfAbsent(group, g -> new TreeMap<>())
                        .computeIfAbsent(
                                Math.floorDiv(row.writeTime(), HOUR_MILLIS), h -> new Count());
        count.interactions++;
        count.entities.update(row.entity());
    }

    /** Hands out everything counted since the last call. */
    public void flush(Consumer<GroupActivity> out) {
        for (Map.Entry<String, TreeMap<Long, Count>> group : counts.entrySet()) {
            for (Map.Entry<Long, Count> hour : group.getValue().entrySet()) {
                out.accept(
                        new GroupActivity(
                                group.getKey(),
                                hour.getKey(),
                                hour.getValue().interactions,
                                hour.getValue().entities.toCompactByteArray()));
            }
        }
        counts.clear();
    }

    private static final class Count {
        private final HllSketch entities = new HllSketch(LOG_REGISTERS);
        private long interactions;
    }
}

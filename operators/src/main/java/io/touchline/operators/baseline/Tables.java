// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.tables.SharedTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The broadcast tables as one subtask holds them: of each group the version in force and those to
 * come, every phase of the calendar. The same on every subtask. Not thread-safe.
 */
final class Tables {
    private static final Comparator<SharedTable> ORDER =
            Comparator.comparingLong(SharedTable::validFrom)
                    .thenComparingLong(SharedTable::until)
                    .thenComparing(SharedTable::key);

    private static final long DAY_MILLIS = 24 * 3_600_000L;

    private final Map<String, List<SharedTable>> groups = new HashMap<>();
    private final List<SharedTable> phases = new ArrayList<>();

    void add(SharedTable table) {
        if (table.kind() == SharedTable.Kind.PHASE) {
            if (!phases.contains(table)) {
                phases.add(table);
                phases.sort(ORDER);
            }
            return;
        }
        List<SharedTable> versions = groups.computeIfAbsent(table.key(), k -> new ArrayList<>());
        if (!versions.contains(table)) {
            versions.add(table);
            versions.sort(ORDER);
        }
    }

    /**
     * What is usual in the group for a row of this write time; an empty table if nothing is known.
     */
    SharedTable group(String group, long writeTime) {
        List<SharedTable> versions = groups.getOrDefault(group, List.of());
        for (int i = versions.size() - 1; i >= 0; i--) {
            if (versions.get(i).validFrom() <= writeTime) {
                return versions.get(i);
            }
        }
        return SharedTable.group(group, Long.MIN_VALUE, 0, 0);
    }

    /**
     * Forgets phases that ended a day ago, and what was superseded at {@code watermark}: every
     * later row has a newer version.
     */
    void prune(long watermark) {
        phases.removeIf(phase -> phase.until() + DAY_MILLIS < watermark);
        for (List<SharedTable> versions : groups.values()) {
            while (versions.size() > 1 && versions.get(1).validFrom() <= watermark) {
                versions.remove(0);
            }
        }
    }

    /** The phase at {@code when}, or business as usual. */
    String regime(long when) {
        for (SharedTable phase : phases) {
            if (phase.validFrom() <= when && when < phase.until()) {
                return phase.key();
            }
        }
        return "BUSINESS_AS_USUAL";
    }

    /** The first phase that begins within a day after {@code when}, or null. */
    @Nullable SharedTable nextPhase(long when) {
        for (SharedTable phase : phases) {
            if (phase.validFrom() > when && phase.validFrom() - when <= DAY_MILLIS) {
                return phase;
            }
        }
        return null;
    }

    List<SharedTable> rows() {
        List<SharedTable> all = new ArrayList<>(phases);
        groups.values().forEach(all::addAll);
        return all;
    }
}

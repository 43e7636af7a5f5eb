// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.rate.WindowShares;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.EntityKeys;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The broadcast tables as one subtask holds them: of each group the version in force and those to
 * come, every phase of the calendar, the spans in which sources were blind. The same on every
 * subtask. Not thread-safe.
 */
final class Tables {
    private static final Comparator<SharedTable> ORDER =
            Comparator.comparingLong(SharedTable::validFrom)
                    .thenComparingLong(SharedTable::until)
                    .thenComparing(SharedTable::key);

    private static final long HOUR_MILLIS = 3_600_000L;
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    /** How long a phase is remembered after its end: as long as what is there for events alone. */
    private static final long PHASES_KEPT_MILLIS = 400 * DAY_MILLIS;

    /** How far back an entity's silence is explained by a blind source. */
    private static final long BLIND_KEPT_MILLIS = 8 * DAY_MILLIS;

    private final Map<String, List<SharedTable>> groups = new HashMap<>();
    private final List<SharedTable> phases = new ArrayList<>();
    private final List<SharedTable> blind = new ArrayList<>();

    /** The hour that was asked for last: rows come by the hour. */
    private long sharesHour = Long.MIN_VALUE;

    private WindowShares shares = WindowShares.ordinary(0);

    void add(SharedTable table) {
        if (table.kind() == SharedTable.Kind.BLIND) {
            if (!blind.contains(table)) {
                blind.add(table);
                blind.sort(ORDER);
            }
            return;
        }
        if (table.kind() == SharedTable.Kind.PHASE) {
            if (!phases.contains(table)) {
                phases.add(table);
                phases.sort(ORDER);
                sharesHour = Long.MIN_VALUE;
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

    /** The same for the peer group of an entity. */
    SharedTable group(String entity, EntityBaseline it, long writeTime) {
        return group(EntityKeys.group(EntityKeys.site(entity), it.entityClass.key()), writeTime);
    }

    /**
     * How many of the hours from {@code from} to before {@code to} a source was blind in, as is
     * known at {@code writeTime}; a sensor that is blind counts for all that its logs tell.
     */
    long blindHours(String source, long from, long to, long writeTime) {
        long hours = 0;
        for (long hour = Math.max(from, to - BLIND_KEPT_MILLIS / HOUR_MILLIS); hour < to; hour++) {
            if (isBlind(source, hour * HOUR_MILLIS, (hour + 1) * HOUR_MILLIS, writeTime)) {
                hours++;
            }
        }
        return hours;
    }

    private boolean isBlind(String source, long from, long to, long writeTime) {
        for (SharedTable span : blind) {
            long since = span.since() == 0 ? span.validFrom() : span.since();
            long until = span.until() == 0 ? writeTime : span.until();
            if (span.validFrom() <= writeTime
                    && since < to
                    && from < until
                    && SharedTable.covers(span.key(), source)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Forgets phases that ended long ago, and what was superseded at {@code watermark}: every later
     * row has a newer version.
     */
    void prune(long watermark) {
        phases.removeIf(phase -> phase.until() + PHASES_KEPT_MILLIS + DAY_MILLIS < watermark);
        blind.removeIf(span -> span.validFrom() + BLIND_KEPT_MILLIS < watermark);
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

    /**
     * How much of an hour since 1970 lies in which phase; of two at one time the earlier counts.
     * What is closed so long after the hour that its phase may be forgotten takes it for ordinary.
     */
    WindowShares shares(long hour, long writeTime) {
        if ((hour + 1) * HOUR_MILLIS + PHASES_KEPT_MILLIS < writeTime) {
            return WindowShares.ordinary(hour);
        }
        if (hour != sharesHour) {
            sharesHour = hour;
            shares = sharesOf(hour);
        }
        return shares;
    }

    private WindowShares sharesOf(long hour) {
        WindowShares ordinary = WindowShares.ordinary(hour);
        double[] parts = ordinary.phases();
        double usual = 1;
        long end = (hour + 1) * HOUR_MILLIS;
        long from = hour * HOUR_MILLIS;
        for (SharedTable phase : phases) {
            int index = WindowShares.PHASES.indexOf(phase.key());
            long begin = Math.max(from, phase.validFrom());
            long until = Math.min(end, phase.until());
            if (index >= 0 && until > begin) {
                double part = (double) (until - begin) / HOUR_MILLIS;
                parts[index] += part;
                usual -= part;
                from = until;
            }
        }
        // what rounding leaves is no part of an hour
        return usual > 1e-9
                ? new WindowShares(ordinary.hourOfDay(), usual, parts)
                : new WindowShares(ordinary.hourOfDay(), 0, parts);
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
        all.addAll(blind);
        groups.values().forEach(all::addAll);
        return all;
    }
}

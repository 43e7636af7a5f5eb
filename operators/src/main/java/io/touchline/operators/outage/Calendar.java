// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

import io.touchline.operators.coverage.Slots;
import io.touchline.operators.tables.SharedTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Phases and announced blindness, as told on the control input. Not thread-safe. */
final class Calendar {
    static final long NEVER = Long.MAX_VALUE;

    private static final long MINUTE_MILLIS = 60_000;
    private static final long DAY_MILLIS = 24 * 60 * MINUTE_MILLIS;

    /** How far back an hour may be learnt. */
    private static final long KEPT_MILLIS = 32 * DAY_MILLIS;

    private final List<SharedTable> phases = new ArrayList<>();
    private final List<SharedTable> blind = new ArrayList<>();

    void add(SharedTable table) {
        if (table.kind() == SharedTable.Kind.GROUP) {
            return;
        }
        List<SharedTable> rows = table.kind() == SharedTable.Kind.PHASE ? phases : blind;
        if (!rows.contains(table)) {
            rows.add(table);
            rows.sort(
                    Comparator.comparingLong(SharedTable::validFrom)
                            .thenComparing(SharedTable::key));
        }
    }

    List<SharedTable> rows() {
        List<SharedTable> all = new ArrayList<>(phases);
        all.addAll(blind);
        return all;
    }

    /** The phase of a minute, else business as usual. */
    String regime(long minute) {
        SharedTable phase = phase(minute);
        return phase == null ? "BUSINESS_AS_USUAL" : phase.key();
    }

    private @Nullable SharedTable phase(long minute) {
        long time = minute * MINUTE_MILLIS;
        for (SharedTable phase : phases) {
            if (phase.validFrom() <= time && time < phase.until()) {
                return phase;
            }
        }
        return null;
    }

    /** The first phase that begins within a day after a minute, or null. */
    @Nullable SharedTable next(long minute) {
        long time = minute * MINUTE_MILLIS;
        for (SharedTable phase : phases) {
            if (phase.validFrom() > time && phase.validFrom() - time <= DAY_MILLIS) {
                return phase;
            }
        }
        return null;
    }

    /** The slot that a minute teaches: of the phase, else of the hour. */
    int slot(long minute) {
        SharedTable phase = phase(minute);
        int slot = phase == null ? -1 : Slots.ofPhase(phase.key());
        return slot >= 0 ? slot : hourSlot(minute);
    }

    /**
     * The slots to judge a minute by, from the furthest: that hour of other days, its own, phase.
     */
    int[] slots(long minute) {
        int hour = hourSlot(minute);
        int slot = slot(minute);
        int other = (hour + 24) % 48;
        return slot == hour ? new int[] {other, hour} : new int[] {other, hour, slot};
    }

    static int hourSlot(long minute) {
        return Slots.ofHour(Math.floorDiv(minute, 60L));
    }

    /** Whether an announced blindness may be all of the silence of a member, at a minute. */
    boolean hides(Member member, long minute) {
        for (SharedTable span : blind) {
            long time = minute * MINUTE_MILLIS;
            if (span.validFrom() <= time
                    && time < span.until()
                    && SharedTable.covers(span.key(), member.source)
                    && member.rhythm.mayBeUnseenSince(begin(span))) {
                return true;
            }
        }
        return false;
    }

    static long begin(SharedTable span) {
        return Math.floorDiv(span.validFrom(), MINUTE_MILLIS);
    }

    /** The minute in which the next announced blindness is over. */
    long nextEnd() {
        long next = NEVER;
        for (SharedTable span : blind) {
            next = Math.min(next, Math.floorDiv(span.until(), MINUTE_MILLIS));
        }
        return next;
    }

    /** Takes out what is over by the end of a minute. */
    List<SharedTable> ended(long minute) {
        List<SharedTable> over = new ArrayList<>();
        for (SharedTable span : blind) {
            if (Math.floorDiv(span.until(), MINUTE_MILLIS) <= minute) {
                over.add(span);
            }
        }
        blind.removeAll(over);
        return over;
    }

    void prune(long minute) {
        phases.removeIf(phase -> phase.until() + KEPT_MILLIS < minute * MINUTE_MILLIS);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Rows of one weak kind, of which a flood may send any number, in slots of when they begin.
 *
 * <p>A slot keeps one row per address and holder, {@value #PER_ADDRESS} per address and so many in
 * all: each time the <em>first written</em>. So what is kept depends on the set of rows alone, not
 * on how they came or how often; and a row that is not yet in effect never pushes out one that is,
 * so every subtask answers alike though some have heard more. What was pushed out was written later
 * than all that is left, and a slot that is full says so.
 *
 * <p>Costs a few look-ups per row. Not thread-safe.
 */
final class WeakRows {
    /** One more than may share an address: a fourth shows that it is shared. */
    static final int PER_ADDRESS = BindingTable.MAX_ACCOUNTS + 1;

    private static final Comparator<Binding> FIRST_WRITTEN =
            Comparator.comparingLong(Binding::writeTime)
                    .thenComparingLong(Binding::from)
                    .thenComparing(Binding::site)
                    .thenComparing(Binding::address)
                    .thenComparing(Binding::holder)
                    .thenComparingLong(Binding::to)
                    .thenComparing(Binding::name, Comparator.nullsFirst(String::compareTo));

    private final long slotMillis;
    private final int slotRows;
    private final TreeMap<Long, TreeSet<Binding>> slots = new TreeMap<>();
    private final Map<String, TreeMap<Long, TreeSet<Binding>>> byAddress = new HashMap<>();
    private final Map<String, TreeMap<Long, TreeSet<Binding>>> byHolder = new HashMap<>();
    private long longestMillis;

    WeakRows(Binding.Kind kind) {
        this(kind.slotMillis(), kind.slotRows());
    }

    /**
     * @param slotRows how many rows a slot keeps
     */
    WeakRows(long slotMillis, int slotRows) {
        this.slotMillis = slotMillis;
        this.slotRows = slotRows;
    }

    boolean isEmpty() {
        return slots.isEmpty();
    }

    void add(Binding row) {
        longestMillis = Math.max(longestMillis, row.to() - row.from());
        for (Binding kept : at(row.site(), row.address()).getOrDefault(row.slot(), none())) {
            if (kept.holder().equals(row.holder())) {
                if (FIRST_WRITTEN.compare(kept, row) <= 0) {
                    return;
                }
                remove(kept);
                break;
            }
        }
        TreeSet<Binding> slot = slots.computeIfAbsent(row.slot(), s -> none());
        TreeSet<Binding> there = slot(byAddress, row.address(), row);
        slot.add(row);
        there.add(row);
        slot(byHolder, row.holder(), row).add(row);
        if (there.size() > PER_ADDRESS) {
            remove(there.last());
        }
        if (slot.size() > slotRows) {
            remove(slot.last());
        }
    }

    /** Slot to its rows of that address, first written first. */
    NavigableMap<Long, TreeSet<Binding>> at(String site, String address) {
        return rows(byAddress, site, address);
    }

    /** Slot to its rows of that holder, first written first. */
    NavigableMap<Long, TreeSet<Binding>> of(String site, String holder) {
        return rows(byHolder, site, holder);
    }

    /** Whether a slot from {@code first} to {@code last} was full by {@code time}. */
    boolean full(long first, long last, long time) {
        for (TreeSet<Binding> slot : slots.subMap(first, true, last, true).values()) {
            if (slot.size() >= slotRows && slot.last().writeTime() <= time) {
                return true;
            }
        }
        return false;
    }

    /** How long the longest row holds: who asks need not look at slots that ended before. */
    long longestMillis() {
        return longestMillis;
    }

    /**
     * Forgets the slots of which no row holds after {@code horizon}, whole: what one of them says
     * by being full it says until then.
     */
    void expire(long horizon) {
        while (!slots.isEmpty() && (slots.firstKey() + 1) * slotMillis + longestMillis < horizon) {
            List.copyOf(slots.firstEntry().getValue()).forEach(this::remove);
        }
    }

    void addTo(List<Binding> all) {
        slots.values().forEach(all::addAll);
    }

    private void remove(Binding row) {
        remove(slots, row);
        remove(byAddress, row.address(), row);
        remove(byHolder, row.holder(), row);
    }

    private static void remove(
            Map<String, TreeMap<Long, TreeSet<Binding>>> index, String id, Binding row) {
        String key = BindingTable.key(row.site(), id);
        TreeMap<Long, TreeSet<Binding>> rows = index.get(key);
        if (rows != null) {
            remove(rows, row);
            if (rows.isEmpty()) {
                index.remove(key);
            }
        }
    }

    private static void remove(TreeMap<Long, TreeSet<Binding>> rows, Binding row) {
        TreeSet<Binding> slot = rows.getOrDefault(row.slot(), none());
        slot.remove(row);
        if (slot.isEmpty()) {
            rows.remove(row.slot());
        }
    }

    private static TreeSet<Binding> slot(
            Map<String, TreeMap<Long, TreeSet<Binding>>> index, String id, Binding row) {
        return index.computeIfAbsent(BindingTable.key(row.site(), id), k -> new TreeMap<>())
                .computeIfAbsent(row.slot(), s -> none());
    }

    private static NavigableMap<Long, TreeSet<Binding>> rows(
            Map<String, TreeMap<Long, TreeSet<Binding>>> index, String site, String id) {
        NavigableMap<Long, TreeSet<Binding>> rows = index.get(BindingTable.key(site, id));
        return rows == null ? Collections.emptyNavigableMap() : rows;
    }

    static TreeSet<Binding> none() {
        return new TreeSet<>(FIRST_WRITTEN);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;

/** What is known against one entity: its marks in order of (when, id). Not thread-safe. */
final class Trail {
    private static final long DAY_MILLIS = 24 * 3_600_000L;
    private static final int MAX_MARKS = 64;

    private static final Comparator<Mark> STRONGEST_FIRST =
            Comparator.comparingDouble(Mark::bits).thenComparing(Mark::place).reversed();

    private final TreeMap<Place, Mark> marks = new TreeMap<>();
    private final TreeSet<Mark> byStrength = new TreeSet<>(STRONGEST_FIRST);
    private final LongAdder looked;

    /**
     * @param looked counts the marks that are looked at
     */
    Trail(LongAdder looked) {
        this.looked = looked;
    }

    /**
     * One finding's mark on one entity.
     *
     * @param bits evidence, after the surprise was calibrated
     * @param acted whether the entity acted in it, rather than being reached
     * @param counterpart the other end
     */
    record Mark(Place place, double bits, boolean ot, boolean acted, String counterpart) {}

    void put(Mark mark) {
        remove(mark.place());
        marks.put(mark.place(), mark);
        byStrength.add(mark);
    }

    void remove(Place place) {
        Mark mark = marks.remove(place);
        if (mark != null) {
            byStrength.remove(mark);
        }
    }

    boolean isEmpty() {
        return marks.isEmpty();
    }

    /** The strongest 64 marks before {@code place}: a function of the marks, however they came. */
    List<Mark> before(Place place) {
        List<Mark> strongest = new ArrayList<>();
        for (Mark mark : byStrength) {
            looked.increment();
            if (mark.place().compareTo(place) < 0) {
                strongest.add(mark);
            }
            if (strongest.size() == MAX_MARKS) {
                break;
            }
        }
        return strongest;
    }

    List<Place> after(Place place) {
        return new ArrayList<>(marks.tailMap(place, false).keySet());
    }

    /** Distinct other ends in the day before {@code place}: how much of a hub it is. */
    int fan(Place place) {
        Set<String> others = new HashSet<>();
        Place from = new Place(place.when() - DAY_MILLIS, "");
        for (Mark mark : marks.subMap(from, true, place, false).values()) {
            looked.increment();
            others.add(mark.counterpart());
        }
        return others.size();
    }
}

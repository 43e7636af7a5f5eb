// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What is known against one entity: its marks in order of (when, id). Not thread-safe. */
final class Trail {
    private static final long DAY_MILLIS = 24 * 3_600_000L;
    private static final int MAX_MARKS = 64;

    private static final Comparator<Mark> WEAKEST_FIRST =
            Comparator.comparingDouble(Mark::bits).thenComparing(Mark::place);

    private final TreeMap<Place, Mark> marks = new TreeMap<>();

    /**
     * One finding's mark on one entity.
     *
     * @param bits evidence, after the surprise was calibrated
     * @param acted whether the entity acted in it, rather than being reached
     * @param counterpart the other end
     */
    record Mark(Place place, double bits, boolean ot, boolean acted, String counterpart) {}

    void put(Mark mark) {
        marks.put(mark.place(), mark);
    }

    void remove(Place place) {
        marks.remove(place);
    }

    boolean isEmpty() {
        return marks.isEmpty();
    }

    /** The strongest 64 marks before {@code place}: a function of the marks, however they came. */
    Collection<Mark> before(Place place) {
        Collection<Mark> all = marks.headMap(place, false).values();
        return all.size() <= MAX_MARKS
                ? all
                : all.stream().sorted(WEAKEST_FIRST.reversed()).limit(MAX_MARKS).toList();
    }

    List<Place> after(Place place) {
        return new ArrayList<>(marks.tailMap(place, false).keySet());
    }

    /** Distinct other ends in the day before {@code place}: how much of a hub it is. */
    int fan(Place place) {
        Set<String> others = new HashSet<>();
        Place from = new Place(place.when() - DAY_MILLIS, "");
        for (Mark mark : marks.subMap(from, true, place, false).values()) {
            others.add(mark.counterpart());
        }
        return others.size();
    }
}

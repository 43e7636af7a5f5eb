// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/**
 * Keeps a flood of one entity from making every further finding dear: of one entity, stage and day
 * of {@code when}, the first 32 to become known are linked (a day shows at most 24 of them as
 * steps), and after them only what is at least one bit stronger than all of those, so that weak
 * padding hides nothing. Bits are bounded, so the members of a crowd are too: at most 32 and one
 * per further bit.
 *
 * <p>A function of the findings in order of (known at, id), which is how lineage takes them, and of
 * what has expired; derived from the linked findings, so that a restart changes nothing. Not
 * thread-safe.
 */
final class Crowds {
    static final int MOST = 32;

    private static final long DAY_MILLIS = 24 * 3_600_000L;

    private final Map<Crowd, Map<Place, Double>> members = new HashMap<>();

    private record Crowd(String entity, String stage, long day) {
        static Crowd of(Edge edge) {
            return new Crowd(
                    edge.finding().getEntity(),
                    edge.finding().getStage(),
                    Math.floorDiv(edge.place().when(), DAY_MILLIS));
        }
    }

    boolean admits(Edge edge) {
        Map<Place, Double> crowd = members.get(Crowd.of(edge));
        return crowd == null
                || crowd.size() < MOST
                || edge.bits() >= Collections.max(crowd.values()) + 1;
    }

    void add(Edge edge) {
        members.computeIfAbsent(Crowd.of(edge), c -> new HashMap<>())
                .put(edge.place(), edge.bits());
    }

    void remove(Edge edge) {
        Crowd of = Crowd.of(edge);
        Map<Place, Double> crowd = members.get(of);
        if (crowd != null && crowd.remove(edge.place()) != null && crowd.isEmpty()) {
            members.remove(of);
        }
    }
}

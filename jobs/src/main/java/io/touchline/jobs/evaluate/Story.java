// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What a reader is left with: an incident at its highest revision, and every revision of it and of
 * those that were merged into it, in the order in which they became known.
 */
record Story(Incident latest, List<Incident> revisions) {
    private static final Comparator<Incident> BY_TIME =
            Comparator.comparing(Incident::knownAt)
                    .thenComparing(Incident::revision)
                    .thenComparing(Incident::id);

    /** By incident id. A line of the same revision replaces the one before. */
    static List<Story> readAll(Path file) {
        Map<String, Incident> latest = new TreeMap<>();
        Map<String, JsonLine> merged = new HashMap<>();
        List<Incident> all = new ArrayList<>();
        JsonLine.readAll(
                file,
                line -> {
                    Incident incident = Incident.of(line);
                    all.add(incident);
                    latest.merge(
                            incident.id(),
                            incident,
                            (a, b) -> b.revision() >= a.revision() ? b : a);
                    if (!incident.mergedInto().isEmpty()) {
                        merged.put(incident.id(), line.place());
                    }
                });
        Map<String, List<Incident>> families = new TreeMap<>();
        for (Incident incident : all) {
            String end = survivor(incident.id(), latest, merged);
            families.computeIfAbsent(end, id -> new ArrayList<>()).add(incident);
        }
        List<Story> stories = new ArrayList<>();
        families.forEach(
                (id, revisions) -> {
                    revisions.sort(BY_TIME);
                    stories.add(new Story(at(latest, id), revisions));
                });
        return stories;
    }

    private static String survivor(
            String id, Map<String, Incident> latest, Map<String, JsonLine> merged) {
        Set<String> seen = new HashSet<>();
        String end = id;
        while (!at(latest, end).mergedInto().isEmpty()) {
            String next = at(latest, end).mergedInto();
            if (!seen.add(end) || !latest.containsKey(next)) {
                throw at(merged, end).refused("merged_into leads nowhere: " + next);
            }
            end = next;
        }
        return end;
    }

    private static <T> T at(Map<String, T> map, String id) {
        return Optional.ofNullable(map.get(id)).orElseThrow();
    }

    /** Whether it is before people at the end: its highest revision is not held back. */
    boolean published() {
        return !latest.suppressed();
    }

    Instant firstKnown() {
        return revisions.get(0).knownAt();
    }

    /** The first revision that was before people and is of this kind, if there ever was one. */
    Optional<Incident> firstPublished(Predicate<Incident> kind) {
        return revisions.stream().filter(r -> !r.suppressed()).filter(kind).findFirst();
    }
}

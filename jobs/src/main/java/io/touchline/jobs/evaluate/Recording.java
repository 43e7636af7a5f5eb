// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * What is known of a recording beside its records: when whom nothing but everyday life was seen of,
 * and which rows are something else. Mutable while it is read.
 */
final class Recording {
    static final double DAY_SECONDS = 86_400;

    private static final String BENIGN = "Benign";

    /** When each entity did something that is labelled benign, in seconds. */
    private record Seen(String entity, double seconds) {}

    private final TreeSet<Seen> seen =
            new TreeSet<>(Comparator.comparingDouble(Seen::seconds).thenComparing(Seen::entity));

    /** By file and line. */
    private final Map<String, String> otherLabels = new HashMap<>();

    void benign(String entity, double seconds) {
        seen.add(new Seen(entity, seconds));
    }

    void label(String file, int line, String label) {
        if (!label.equals(BENIGN)) {
            otherLabels.put(file + ':' + line, label);
        }
    }

    /** Benign, or what somebody labelled the row otherwise. */
    String label(String coordinate) {
        return otherLabels.getOrDefault(coordinate, BENIGN);
    }

    /** Days that are for learning and in no figure: the first of two or more, else none. */
    int learntDays() {
        return days() >= 2 ? 1 : 0;
    }

    double days() {
        return (seen.last().seconds - seen.first().seconds) / DAY_SECONDS;
    }

    Instant countedFrom() {
        return Instant.ofEpochMilli(
                (long) (1000 * (seen.first().seconds + learntDays() * DAY_SECONDS)));
    }

    int entities() {
        return (int) seen.stream().map(Seen::entity).distinct().count();
    }

    /**
     * Days on which an entity did something, each counted from the start of the recording; the last
     * counts as far as the recording goes.
     */
    double entityDays() {
        double start = seen.first().seconds;
        Map<String, Double> days = new HashMap<>();
        for (Seen each : seen) {
            long day = (long) ((each.seconds - start) / DAY_SECONDS);
            if (day >= learntDays()) {
                days.put(each.entity + ' ' + day, Math.min(1, days() - day));
            }
        }
        return days.values().stream().sorted().mapToDouble(Double::doubleValue).sum();
    }
}

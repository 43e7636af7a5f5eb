// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.books;

import io.touchline.operators.metrics.LabelledCounter;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.MetricGroup;

/**
 * Fates as metrics, in records per source since the start of the subtask: {@code events_in}, {@code
 * late}, {@code behind}, {@code duplicates}. Fed with deltas at the flush, so a record costs
 * nothing more.
 */
public final class FateMetrics {
    private static final String SOURCE = "source";

    private final Map<Fate, LabelledCounter> counters = new EnumMap<>(Fate.class);

    /**
     * @param fates those that the room decides
     */
    public FateMetrics(MetricGroup operator, Fate... fates) {
        for (Fate fate : fates) {
            counters.put(fate, new LabelledCounter(operator, name(fate), SOURCE));
        }
    }

    /** Hands the delta back, for the flush that counts it to send it on. */
    public BooksDelta counted(BooksDelta delta) {
        LabelledCounter counter = counters.get(delta.fate());
        if (counter != null) {
            counter.add(delta.count(), delta.source());
        }
        return delta;
    }

    private static String name(Fate fate) {
        return switch (fate) {
            case READ -> "events_in";
            case USED -> "used";
            case DUPLICATE -> "duplicates";
            case LATE -> "late";
            case DEAD -> "dead";
            case REFUSED -> "refused";
            case BEHIND -> "behind";
            case UNKNOWN_FIELDS -> "unknown_fields";
        };
    }
}

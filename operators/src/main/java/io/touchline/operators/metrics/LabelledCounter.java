// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.metrics;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/**
 * One metric with labels; a series appears with its first count.
 *
 * <p>Values are meant to come from closed sets. Should one not, what is beyond {@link #MAX_SERIES}
 * combinations is counted together, every label as {@link #OTHER}: at most {@code MAX_SERIES + 1}
 * series per metric and subtask, whatever telemetry says. One hash look-up per count. Not
 * thread-safe: one per subtask.
 */
public final class LabelledCounter {
    /** The group below the operator's that holds every metric of ours. */
    public static final String GROUP = "touchline";

    public static final String OTHER = "other";
    static final int MAX_SERIES = 128;

    private final MetricGroup group;
    private final String name;
    private final List<String> labels;
    private final Map<List<String>, Counter> series = new HashMap<>();

    /**
     * @param operator the metric group of the operator that counts
     */
    public LabelledCounter(MetricGroup operator, String name, String... labels) {
        this.group = operator.addGroup(GROUP);
        this.name = name;
        this.labels = List.of(labels);
    }

    /**
     * @param values one for each label, in their order
     */
    public void add(long count, String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(name + " has the labels " + labels);
        }
        counter(List.of(values)).inc(count);
    }

    private Counter counter(List<String> values) {
        Counter known = series.get(values);
        if (known != null) {
            return known;
        }
        if (series.size() >= MAX_SERIES) {
            List<String> other = labels.stream().map(label -> OTHER).toList();
            return series.computeIfAbsent(other, this::register);
        }
        return series.computeIfAbsent(values, this::register);
    }

    private Counter register(List<String> values) {
        MetricGroup labelled = group;
        for (int i = 0; i < labels.size(); i++) {
            labelled = labelled.addGroup(labels.get(i), values.get(i));
        }
        return labelled.counter(name);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

/**
 * Flink's own counters of the job in this process, read in place. One job per process: the counters
 * are found without it.
 */
final class Meters implements MetricReporter {
    private static final Map<Name, List<Metric>> REGISTERED = new ConcurrentHashMap<>();

    private record Name(String operator, String metric) {}

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String operator = group.getAllVariables().getOrDefault("<operator_name>", "");
        REGISTERED
                .computeIfAbsent(new Name(operator, name), n -> new CopyOnWriteArrayList<>())
                .add(metric);
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        // kept: what was counted last is still the answer when the job has ended
    }

    /** Sum over the subtasks of an operator; 0 while it has none. */
    static long count(String operator, String metric) {
        return REGISTERED.getOrDefault(new Name(operator, metric), List.of()).stream()
                .mapToLong(each -> each instanceof Counter counter ? counter.getCount() : 0)
                .sum();
    }

    /** A gauge of the job; -1 while there is none. */
    static long gauge(String metric) {
        return REGISTERED.getOrDefault(new Name("", metric), List.of()).stream()
                .mapToLong(
                        each ->
                                each instanceof Gauge<?> gauge
                                                && gauge.getValue() instanceof Number number
                                        ? number.longValue()
                                        : -1)
                .max()
                .orElse(-1);
    }
}

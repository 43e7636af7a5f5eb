// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final Map<Metric, Name> REGISTERED = new ConcurrentHashMap<>();

    private record Name(String operator, String metric) {}

    @Override
    public void open(MetricConfig config) {}

    @Override
    public void close() {}

    @Override
    public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
        String operator = group.getAllVariables().getOrDefault("<operator_name>", "");
        REGISTERED.put(metric, new Name(operator, name));
    }

    @Override
    public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {
        // kept: what was counted last is still the answer when the job has ended
    }

    /** Sum over the subtasks of an operator; 0 while it has none. */
    static long count(String operator, String metric) {
        long sum = 0;
        for (Map.Entry<Metric, Name> each : REGISTERED.entrySet()) {
            if (each.getKey() instanceof Counter counter
                    && each.getValue().metric().equals(metric)
                    && each.getValue().operator().equals(operator)) {
                sum += counter.getCount();
            }
        }
        return sum;
    }

    /** The greatest value of a gauge of the job; -1 while there is none. */
    static long gauge(String metric) {
        long most = -1;
        for (Map.Entry<Metric, Name> each : REGISTERED.entrySet()) {
            if (each.getKey() instanceof Gauge<?> gauge
                    && each.getValue().metric().equals(metric)
                    && gauge.getValue() instanceof Number number) {
                most = Math.max(most, number.longValue());
            }
        }
        return most;
    }
}

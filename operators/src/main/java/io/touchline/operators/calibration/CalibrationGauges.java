// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.calibration;

import io.touchline.operators.metrics.LabelledCounter;
import io.touchline.schemas.EntityKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Gauges {@code calibration}, per stratum and j = 5, 8, 11: {@code P(bits > j) 2^j} of all that was
 * judged, 1 where p-values are exact, above 3 where they claim too much. Three per stratum, of at
 * most {@link #MAX_STRATA} strata and subtask. Told by hour, read at any time.
 */
final class CalibrationGauges {
    static final int MAX_STRATA = 128;

    private final MetricGroup group;
    private final Map<String, Last> strata = new HashMap<>();

    CalibrationGauges(MetricGroup operator) {
        this.group = operator.addGroup(LabelledCounter.GROUP);
    }

    void tell(CalibrationTotal total) {
        Last known = strata.get(total.stratum());
        if (known != null) {
            known.total = total;
        } else if (strata.size() < MAX_STRATA) {
            Last first = new Last(total);
            strata.put(total.stratum(), first);
            MetricGroup stratum = group.addGroup("stratum", EntityKeys.readable(total.stratum()));
            register(stratum, 5, first, CalibrationTotal::above5);
            register(stratum, 8, first, CalibrationTotal::above8);
            register(stratum, 11, first, CalibrationTotal::above11);
        }
    }

    private static void register(
            MetricGroup stratum, int bits, Last last, ToLongFunction<CalibrationTotal> above) {
        Gauge<Double> ratio =
                () -> {
                    CalibrationTotal total = last.total;
                    return total.scores() == 0
                            ? 0
                            : above.applyAsLong(total) * Math.pow(2, bits) / total.scores();
                };
        stratum.addGroup("bits", String.valueOf(bits)).gauge("calibration", ratio);
    }

    /** Written by the task, read by the reporter. */
    private static final class Last {
        volatile CalibrationTotal total;

        Last(CalibrationTotal total) {
            this.total = total;
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.schemas.EntityKeys;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class CalibrationGaugesTest {
    private final Map<String, Gauge<?>> registered = new TreeMap<>();

    /** Remembers gauges by their path. */
    private final class TestingGroup extends UnregisteredMetricsGroup {
        private final String path;

        TestingGroup(String path) {
            this.path = path;
        }

        @Override
        public MetricGroup addGroup(String name) {
            return new TestingGroup(path + name + '.');
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new TestingGroup(path + key + '=' + value + '.');
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            registered.put(path + name, gauge);
            return gauge;
        }
    }

    private Object value(int bits) {
        return registered
                .get("touchline.stratum=rate/device.bits=" + bits + ".calibration")
                .getValue();
    }

    @Test
    void sayByHowMuchPValuesClaimTooMuch() {
        CalibrationGauges gauges = new CalibrationGauges(new TestingGroup(""));
        String stratum = EntityKeys.stratum("rate", "device");
        gauges.tell(new CalibrationTotal(stratum, 0, 0, 0, 0, 0));
        assertThat(value(5)).isEqualTo(0.0);
        gauges.tell(new CalibrationTotal(stratum, 2_048, 64, 16, 8, 3));
        assertThat(registered).hasSize(3);
        assertThat(value(5)).isEqualTo(1.0);
        assertThat(value(8)).isEqualTo(2.0);
        assertThat(value(11)).isEqualTo(3.0);
    }

    @Test
    void areBoundedWhateverTheStrata() {
        CalibrationGauges gauges = new CalibrationGauges(new TestingGroup(""));
        for (int i = 0; i < 1_000; i++) {
            gauges.tell(new CalibrationTotal("s" + i, 1, 1, 1, 1, 1));
        }
        assertThat(registered).hasSize(3 * CalibrationGauges.MAX_STRATA);
    }
}

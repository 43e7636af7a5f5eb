// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class LabelledCounterTest {
    private final Map<String, Counter> series = new TreeMap<>();
    private final MetricGroup root = new Recording("");

    @Test
    void eachCombinationOfLabelsIsASeries() {
        LabelledCounter counter = new LabelledCounter(root, "decode_errors", "source", "reason");

        counter.add(2, "zeek.conn", "no-time");
        counter.add(3, "zeek.conn", "no-time");
        counter.add(1, "zeek.conn", "malformed");

        assertThat(series.get("touchline/source=zeek.conn/reason=no-time/decode_errors").getCount())
                .isEqualTo(5);
        assertThat(
                        series.get("touchline/source=zeek.conn/reason=malformed/decode_errors")
                                .getCount())
                .isEqualTo(1);
        assertThat(series).hasSize(2);
    }

    @Test
    void namesWithoutEndAreCountedTogetherBeyondTheBound() {
        LabelledCounter counter = new LabelledCounter(root, "events_in", "source");

        for (int i = 0; i < 100_000; i++) {
            counter.add(1, "hostile-" + i);
        }

        assertThat(series).hasSize(LabelledCounter.MAX_SERIES + 1);
        assertThat(series.get("touchline/source=other/events_in").getCount())
                .isEqualTo(100_000 - LabelledCounter.MAX_SERIES);
        assertThat(series.values().stream().mapToLong(Counter::getCount).sum()).isEqualTo(100_000);
    }

    @Test
    void aValueForEachLabelIsNeeded() {
        LabelledCounter counter = new LabelledCounter(root, "events_in", "source");

        assertThatThrownBy(() -> counter.add(1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Keeps what was registered, by its place. */
    private final class Recording extends UnregisteredMetricsGroup {
        private final String place;

        Recording(String place) {
            this.place = place;
        }

        @Override
        public MetricGroup addGroup(String name) {
            return new Recording(place + name + '/');
        }

        @Override
        public MetricGroup addGroup(String key, String value) {
            return new Recording(place + key + '=' + value + '/');
        }

        @Override
        public Counter counter(String name) {
            Counter counter = new SimpleCounter();
            assertThat(series.put(place + name, counter)).isNull();
            return counter;
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.edges.EdgeDetector;
import io.touchline.operators.edges.EdgeState;
import io.touchline.testkit.SerializerSnapshots;
import org.junit.jupiter.api.Test;

class EdgeStateSerializerTest {
    /** A week of quiet, then a burst of many minutes. */
    private static EdgeState sample() {
        EdgeState it = new EdgeState();
        for (int tick = 29_000_000; tick < 29_010_080; tick += 7) {
            EdgeDetector.count(it, tick);
        }
        for (int i = 0; i < 3_000; i++) {
            EdgeDetector.count(it, 29_010_080 + i / 100);
        }
        return it;
    }

    @Test
    void comesBackAsItWasInAtMost28Bytes() throws Exception {
        for (EdgeState it : new EdgeState[] {new EdgeState(), sample()}) {
            byte[] bytes = SerializerSnapshots.bytes(EdgeStateSerializer.INSTANCE, it);
            assertThat(bytes.length).isLessThanOrEqualTo(28);
            EdgeState back = SerializerSnapshots.value(EdgeStateSerializer.INSTANCE, bytes);
            assertThat(back).usingRecursiveComparison().isEqualTo(it);
        }
        assertThat(sample().surprising).isTrue();
        assertThat(sample().run).isPositive();
        assertThat(sample().peak).isPositive();
    }

    @Test
    void aCopyIsIndependentOfItsOriginal() {
        EdgeState it = sample();
        EdgeState copy = EdgeStateSerializer.INSTANCE.copy(it);
        EdgeDetector.count(it, 29_020_000);
        assertThat(copy).usingRecursiveComparison().isEqualTo(sample());
    }
}

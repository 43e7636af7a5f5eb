// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.calibration;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.testkit.SerializerSnapshots;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StratumStateSerializerTest {
    private static final StratumStateSerializer SERIALIZER = StratumStateSerializer.INSTANCE;

    @Property(tries = 200)
    void comesBackAsItWas(@ForAll long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        StratumState state = new StratumState();
        for (int i = random.nextInt(80); i > 0; i--) {
            state.add(
                    new HistogramDelta(
                            "s",
                            random.nextInt(5),
                            random.nextInt(16),
                            random.nextInt(64),
                            random.nextLong(1, 1L << 40)));
        }
        state.closeBefore(random.nextInt(6));
        for (int i = 0; i < state.judged.length; i++) {
            state.judged[i] = random.nextLong();
        }
        byte[] bytes = SerializerSnapshots.bytes(SERIALIZER, state);
        StratumState back = SerializerSnapshots.value(SERIALIZER, bytes);
        assertThat(back).usingRecursiveComparison().isEqualTo(state);
        assertThat(SERIALIZER.copy(state)).usingRecursiveComparison().isEqualTo(state);
    }

    @Test
    void stillReadsVersion1() throws Exception {
        StratumState stored = SerializerSnapshots.restore("stratum-state-v1", SERIALIZER, sample());
        assertThat(stored).usingRecursiveComparison().isEqualTo(sample());
        assertThat(stored.judged).containsOnly(0);
    }

    @Test
    void stillReadsVersion2() throws Exception {
        StratumState counted = sample();
        for (int i = 0; i < counted.judged.length; i++) {
            counted.judged[i] = 1_000 - i;
        }
        StratumState stored = SerializerSnapshots.restore("stratum-state-v2", SERIALIZER, counted);
        assertThat(stored).usingRecursiveComparison().isEqualTo(counted);
    }

    private static StratumState sample() {
        StratumState state = new StratumState();
        state.add(new HistogramDelta("s", 100, 0, 0, 128));
        state.add(new HistogramDelta("s", 100, 3, 63, 256));
        state.add(new HistogramDelta("s", 101, 3, 40, 384));
        state.closeBefore(101);
        return state;
    }
}

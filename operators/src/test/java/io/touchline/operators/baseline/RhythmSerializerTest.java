// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.beaconing.BeaconDetector;
import io.touchline.operators.beaconing.Rhythm;
import io.touchline.testkit.SerializerSnapshots;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RhythmSerializerTest {
    private static Rhythm sample(int contacts) {
        SplittableRandom random = new SplittableRandom(6);
        Rhythm rhythm = new Rhythm(T0);
        long at = T0;
        for (int i = 0; i < contacts; i++) {
            at += 1 + random.nextLong(4 * SECOND);
            BeaconDetector.contact(rhythm, at, at - 10 * SECOND);
        }
        rhythm.told = 12.5f;
        return rhythm;
    }

    @Test
    void comesBackAsItWas() throws Exception {
        for (int contacts : new int[] {0, 1, 20, 3_000}) {
            Rhythm rhythm = sample(contacts);
            byte[] bytes = SerializerSnapshots.bytes(RhythmSerializer.INSTANCE, rhythm);
            assertThat(bytes.length).isLessThan(250);
            Rhythm back = SerializerSnapshots.value(RhythmSerializer.INSTANCE, bytes);
            assertThat(back).usingRecursiveComparison().isEqualTo(rhythm);
        }
    }

    @Test
    void aCopyIsIndependentOfItsOriginal() {
        Rhythm rhythm = sample(20);
        Rhythm copy = RhythmSerializer.INSTANCE.copy(rhythm);
        BeaconDetector.contact(rhythm, T0 + 3_600 * SECOND, T0 + 3_600 * SECOND);
        assertThat(copy).usingRecursiveComparison().isEqualTo(sample(20));
    }

    @Test
    void stillReadsVersion1() throws Exception {
        Rhythm stored =
                SerializerSnapshots.restore("rhythm-v1", RhythmSerializer.INSTANCE, sample(20));
        assertThat(stored).usingRecursiveComparison().isEqualTo(sample(20));
    }
}

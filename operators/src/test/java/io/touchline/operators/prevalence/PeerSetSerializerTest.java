// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.prevalence;

import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.testkit.SerializerSnapshots;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PeerSetSerializerTest {

    @Property(tries = 200)
    void comesBackAsItWas(@ForAll long seed) throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        PeerSet set = new PeerSet();
        for (int i = random.nextInt(60); i > 0; i--) {
            set.firstUse(random.nextLong(), T0 + random.nextLong(90 * DAY), random.nextBoolean());
        }
        set.expiryDue = random.nextLong();
        byte[] bytes = SerializerSnapshots.bytes(PeerSetSerializer.INSTANCE, set);
        PeerSet back = SerializerSnapshots.value(PeerSetSerializer.INSTANCE, bytes);
        assertThat(back).usingRecursiveComparison().isEqualTo(set);
    }

    @Test
    void aCopyIsIndependentOfItsOriginal() {
        PeerSet set = sample();
        PeerSet copy = PeerSetSerializer.INSTANCE.copy(set);
        set.firstUse(99, T0 + DAY, false);
        assertThat(copy).usingRecursiveComparison().isEqualTo(sample());
    }

    @Test
    void stillReadsVersion1() throws Exception {
        PeerSet stored =
                SerializerSnapshots.restore("peer-set-v1", PeerSetSerializer.INSTANCE, sample());
        assertThat(stored).usingRecursiveComparison().isEqualTo(sample());
    }

    private static PeerSet sample() {
        PeerSet set = new PeerSet();
        for (int i = 0; i < 20; i++) {
            set.firstUse(1_000 + i, T0 + i * DAY, i % 5 == 0);
        }
        set.expiryDue = T0 + 80 * DAY;
        return set;
    }
}

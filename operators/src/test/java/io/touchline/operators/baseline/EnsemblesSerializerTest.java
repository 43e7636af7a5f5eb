// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.beaconing.Ensemble;
import io.touchline.operators.beaconing.EnsembleDetector;
import io.touchline.operators.beaconing.Ensembles;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.testkit.SerializerSnapshots;
import org.junit.jupiter.api.Test;

class EnsemblesSerializerTest {
    /** Bursts of {@code members} each, an hour apart, each member with one connection. */
    private static Ensembles sample(int bursts, int members) {
        Ensembles all = new Ensembles();
        for (int burst = 0; burst < bursts; burst++) {
            long at = T0 + burst * 60 * MINUTE;
            for (int i = 0; i < members; i++) {
                long hash = (burst * 100 + i) * 0x9e3779b97f4a7c15L;
                String value = "rpc.of-chain-" + i + ".example";
                Ensemble it = all.meet(burst % 2 == 0, hash, value, at + i, at, over -> {});
                EnsembleDetector.contact(all, it, hash, connection(at + i, at + 5 * MINUTE));
                EnsembleDetector.contact(all, it, hash, connection(at + i, at + 9 * MINUTE));
                it.told = 12.5f;
            }
        }
        return all;
    }

    private static Interaction connection(long from, long until) {
        return flow().at(from).until(until).with(Measure.PACKETS_OUT, 1_200).build();
    }

    @Test
    void comesBackAsItWas() throws Exception {
        for (int members : new int[] {1, 9, 16, 40}) {
            Ensembles all = sample(9, members);
            byte[] bytes = SerializerSnapshots.bytes(EnsemblesSerializer.INSTANCE, all);
            assertThat(SerializerSnapshots.value(EnsemblesSerializer.INSTANCE, bytes))
                    .usingRecursiveComparison()
                    .isEqualTo(all);
        }
    }

    @Test
    void stillReadsVersion1() throws Exception {
        assertThat(
                        SerializerSnapshots.restore(
                                "ensembles-v1", EnsemblesSerializer.INSTANCE, sample(2, 9)))
                .usingRecursiveComparison()
                .isEqualTo(sample(2, 9));
    }

    @Test
    void isBounded() throws Exception {
        assertThat(bytes(sample(1, 9))).isLessThan(560);
        assertThat(bytes(sample(9, 40))).isLessThan(3_300);
        assertThat(bytes(new Ensembles())).isLessThan(40);
    }

    private static int bytes(Ensembles all) throws Exception {
        return SerializerSnapshots.bytes(EnsemblesSerializer.INSTANCE, all).length;
    }

    @Test
    void aCopyIsIndependentOfItsOriginal() {
        Ensembles all = sample(2, 9);
        Ensembles copy = EnsemblesSerializer.INSTANCE.copy(all);
        all.meet(true, 7, "late.example", T0 + 2 * DAY, T0 + 2 * DAY, over -> {});
        assertThat(copy).usingRecursiveComparison().isEqualTo(sample(2, 9));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.consistency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A pump fills a tank by the hour; the pressure behind it follows its level. */
class ConsistencyDetectorTest {
    private static final int YEAR = 365 * 24;

    private final ConsistencyDetector detector =
            new ConsistencyDetector(ConsistencyOptions.STANDARD);
    private final SplittableRandom random = new SplittableRandom(11);
    private final ConsistencyState state = new ConsistencyState(3);
    private double tank = 3;
    private int hour;

    private double[] plant() {
        double pump = 50 + 20 * Math.sin(2 * Math.PI * hour / 24) + random.nextGaussian();
        tank += 0.2 * (3 - tank) + 0.02 * (pump - 50);
        return new double[] {pump, tank, 10 * tank + 0.05 * random.nextGaussian()};
    }

    private ConsistencyScore next(double[] values) {
        return detector.next(state, values, 3600L * hour++);
    }

    private int alarms(int hours) {
        int alarms = 0;
        for (int i = 0; i < hours; i++) {
            alarms += next(plant()).p() <= 1e-3 ? 1 : 0;
        }
        return alarms;
    }

    @Test
    void saysNothingBeforeItKnowsTheGroup() {
        assertThat(next(new double[] {1e9, -1e9, 0}).p()).isEqualTo(1);
        assertThat(alarms(10 * 24)).isZero();
    }

    @Test
    void aPlantAsItWasIsQuiet() {
        alarms(YEAR);
        // nominal 8.7
        assertThat(alarms(YEAR)).isLessThan(30);
    }

    @Test
    void aReadingThatIsUsualButDoesNotFitTheOthersIsNamed() {
        alarms(YEAR);
        ConsistencyScore score = next(plant());
        for (int i = 0; i < 6; i++) {
            double[] values = plant();
            double truth = values[2];
            // within what the pressure has had, but not at this level of the tank
            values[2] = truth > 30 ? truth - 3 : truth + 3;
            score = next(values);
        }
        assertThat(score.p()).isLessThan(1e-4);
        assertThat(score.worst()).isIn(1, 2);
        assertThat(Math.abs(score.worstResidual())).isGreaterThan(5);
    }

    @Test
    void survivesAWriteAndReadToTheBitAndIsAsLargeAsItSays() throws IOException {
        alarms(YEAR / 2);
        byte[] bytes = written(state);
        int m = 2 * 3 + ConsistencyState.CLOCK;
        assertThat(bytes).hasSize(4 * (m * (m + 1) / 2 + m + 3 * m + 2 * 3) + 544);
        ConsistencyState restored = read(bytes);
        for (int i = 0; i < 100; i++) {
            double[] values = plant();
            ConsistencyScore after = detector.next(restored, values, 3600L * hour);
            assertThat(after).isEqualTo(next(values));
        }
        bytes[0] = 9;
        assertThatThrownBy(() -> read(bytes)).isInstanceOf(IOException.class);
    }

    @Test
    void theInverseIsOne() {
        double[][] a = {{4, 2, 0.5}, {2, 3, 0.1}, {0.5, 0.1, 1}};
        double[][] inverse = Inverse.of(new double[][] {a[0].clone(), a[1].clone(), a[2].clone()});
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                double sum = 0;
                for (int k = 0; k < 3; k++) {
                    sum += a[i][k] * inverse[k][j];
                }
                assertThat(sum).isCloseTo(i == j ? 1 : 0, within(1e-12));
            }
        }
    }

    private static byte[] written(ConsistencyState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        state.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static ConsistencyState read(byte[] bytes) throws IOException {
        return ConsistencyState.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallBackTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 13.29", // one in ten thousand
        "0, 1000, 18.96", // -log2(0.002/1020)
        "1, 1, 4.39", // after the first it is no news: -log2(1.002/21)
        "50, 60, 0.68"
    })
    void isMeasuredAgainstWhatItDid(double before, double addresses, double bits) {
        assertThat(CallBack.bits(before, addresses)).isCloseTo(bits, within(0.01));
    }

    @Test
    void neverGrowsWithEachMore() {
        for (int k = 1; k < 50; k++) {
            assertThat(CallBack.bits(k, 100)).isLessThan(CallBack.bits(k - 1, 100));
        }
    }
}

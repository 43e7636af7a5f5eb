// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BetaBinomialTest {
    @Test
    void isUniformUnderAUniformBelief() {
        // Beta(1, 1): every count from 0 to 9 is as likely
        for (int k = 0; k <= 9; k++) {
            assertThat(BetaBinomial.probability(k, 9, 1, 1)).isCloseTo(0.1, within(1e-12));
        }
        assertThat(BetaBinomial.upperBits(9, 9, 1, 1)).isCloseTo(4.3219, within(1e-4));
        assertThat(BetaBinomial.upperBits(5, 9, 1, 1)).isCloseTo(1.1520, within(1e-4));
    }

    @Test
    void oneOfOneIsTheMean() {
        assertThat(BetaBinomial.probability(1, 1, 0.2, 0.3)).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void growsWithTheCountAndSumsToOne() {
        double sum = 0;
        double before = -1;
        for (int k = 0; k <= 4_096; k += 1) {
            sum += BetaBinomial.probability(k, 4_096, 1e-5, 0.5);
        }
        for (int k = 0; k <= 40; k++) {
            double bits = BetaBinomial.upperBits(k, 40, 1e-5, 0.5);
            assertThat(bits).isGreaterThanOrEqualTo(before);
            before = bits;
        }
        assertThat(sum).isCloseTo(1, within(1e-9));
    }
}

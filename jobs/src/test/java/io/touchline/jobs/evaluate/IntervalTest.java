// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intervals against published values: Wilson 1927, Garwood 1936. */
class IntervalTest {
    // z = 1.96: 0 of 10 -> z^2 / (10 + z^2); 60 of 60 -> 60 / (60 + z^2); 1 of 2 is symmetric
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0, 0.27753",
        "60, 60, 0.93983, 1",
        "57, 60, 0.86298, 0.98286",
        "81, 263, 0.25527, 0.36622",
        "1, 2, 0.09453, 0.90547"
    })
    void sharesHaveTheirWilsonInterval(long hits, long of, double lower, double upper) {
        Share share = new Share(hits, of);
        assertThat(share.lower()).isCloseTo(lower, within(1e-4));
        assertThat(share.upper()).isCloseTo(upper, within(1e-4));
        assertThat(share.value()).isBetween(share.lower(), share.upper());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, 3.68888",
        "1, 1, 0.02532, 5.57164",
        "10, 1, 4.79539, 18.39036",
        "10, 5, 0.95908, 3.67807"
    })
    void ratesHaveTheirExactPoissonInterval(
            long count, double exposure, double lower, double upper) {
        Rate rate = new Rate(count, exposure);
        assertThat(rate.lower()).isCloseTo(lower, within(1e-4));
        assertThat(rate.upper()).isCloseTo(upper, within(1e-4));
        assertThat(rate.value()).isBetween(rate.lower(), rate.upper());
    }

    @Test
    void ofNothingNothingIsSaid() {
        assertThat(Share.NONE.lower()).isNaN();
        assertThat(Share.NONE.upper()).isNaN();
        assertThat(Rate.NONE.value()).isNaN();
        assertThat(Rate.NONE.upper()).isNaN();
    }
}

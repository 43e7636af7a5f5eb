// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrawsTest {
    @Test
    void dependsOnSeedAndPopulation() {
        String one = Draws.of(7, "staff").hex(32);
        assertThat(Draws.of(7, "staff").hex(32)).isEqualTo(one);
        assertThat(Draws.of(8, "staff").hex(32)).isNotEqualTo(one);
        assertThat(Draws.of(7, "visitors").hex(32)).isNotEqualTo(one);
    }

    @Test
    void hasTheMeanOfAPoisson() {
        Draws draws = Draws.of(7, "poisson");
        double mean = IntStream.range(0, 20_000).map(i -> draws.poisson(12)).average().orElse(0);
        assertThat(mean).isBetween(11.8, 12.2);
    }

    @Test
    void hasTheMedianAsked() {
        Draws draws = Draws.of(7, "around");
        List<Long> sorted =
                Stream.generate(() -> draws.around(1000, 1)).limit(20_001).sorted().toList();
        assertThat(sorted.get(10_000)).isBetween(950L, 1050L);
    }

    @Test
    void makesIdentifiersInTheirNativeForm() {
        Draws draws = Draws.of(7, "identifiers");
        assertThat(draws.uid()).matches("C[0-9A-Za-z]{17}");
        assertThat(draws.mac("8c:47:be")).matches("8c:47:be(:[0-9a-f]{2}){3}");
        assertThat(draws.guid()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }
}

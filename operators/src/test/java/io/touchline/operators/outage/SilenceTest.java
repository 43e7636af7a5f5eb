// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SilenceTest {
    @ParameterizedTest(name = "{0} of {1}: {2}, goes on: {3}")
    @CsvSource({
        "1, 1, false, false",
        "1, 2, false, false",
        "2, 2, true, true",
        "2, 3, false, false",
        "3, 3, true, true",
        "3, 14, true, true",
        "3, 15, false, true",
        "8, 40, false, true",
        "9, 40, true, true",
        "4, 40, false, false",
        "300, 1500, false, true",
        "301, 1500, true, true"
    })
    void isCollective(int silent, int all, boolean collective, boolean goesOn) {
        Silence silence = new Silence(Collections.nCopies(silent, new Member()), all, 0, 0, false);

        assertThat(silence.collective()).isEqualTo(collective);
        assertThat(Silence.goesOn(silent, all)).isEqualTo(goesOn);
    }
}

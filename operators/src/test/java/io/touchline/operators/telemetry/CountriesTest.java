// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountriesTest {
    @ParameterizedTest
    @CsvSource({
        "NO, NO",
        "no, NO",
        "United States, US",
        "' iceland ', IS",
        "Atlantis,",
        "1x,",
        "'',"
    })
    void bothWaysOfNamingACountryAreOne(String text, String code) {
        assertThat(Countries.code(text)).isEqualTo(code);
    }
}

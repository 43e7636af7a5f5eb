// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalibrationFiguresTest {
    // of none in n: 1 - 0.025^(1/n); the others as published by Clopper and Pearson 1934
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0, 0.30850",
        "10, 10, 0.69150, 1",
        "1, 10, 0.00253, 0.44502",
        "5, 10, 0.18709, 0.81291"
    })
    void intervalsAreExact(long hits, long of, double lower, double upper) {
        assertThat(CalibrationFigures.lower(hits, of)).isCloseTo(lower, within(1e-5));
        assertThat(CalibrationFigures.upper(hits, of)).isCloseTo(upper, within(1e-5));
    }

    @Test
    void addsRunsUpAndClaimsNothingOfFewScores() throws Exception {
        CalibrationFigures figures = new CalibrationFigures();
        figures.add(stratum(8_000, 500, 32, 16, 4));
        assertThat(figures.table())
                .contains("| rate/device | 8000 | 0.00200 [")
                .contains("| open |");
        figures.add(stratum(8_000, 500, 30, 16, 4));
        assertThat(figures.table())
                .contains("| rate/device | 16000 | 0.00200 [")
                .contains("| yes | 2.00 | 0.99 | 1.02 |");
        assertThat(figures.json().at("/rate~1device/above_9").asLong()).isEqualTo(32);
        figures.add(stratum(0, 0, 0, 100, 0));
        assertThat(figures.table()).contains("| above |");
    }

    private static JsonNode stratum(long scores, long five, long eight, long nine, long eleven)
            throws Exception {
        return new ObjectMapper()
                .readTree(
                        String.format(
                                "{\"rate/device\":{\"scores\":%d,\"above_5\":%d,\"above_8\":%d,"
                                        + "\"above_9\":%d,\"above_11\":%d}}",
                                scores, five, eight, nine, eleven));
    }
}

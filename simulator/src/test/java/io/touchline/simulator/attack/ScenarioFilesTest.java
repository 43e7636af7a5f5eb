// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFilesTest {
    @Test
    void theShippedOnesAreTheirFileNames() {
        assertThat(ScenarioFiles.shipped())
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.about()).isNotBlank())
                .extracting(Scenario::name)
                .doesNotHaveDuplicates()
                .contains("none", "phish-to-turnstile", "parallel-polls-h2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attck: []                                         | unknown key 'attck'  | attack",
                "attack: [{means: magic, entity: a, time: doors}]  | no means 'magic'     | script-mail",
                "attack: [{means: beacon, time: doors}]            | no entity            | both",
                "attack: [{means: beacon, entity: a, time: doors, kind: x}] | no kind 'x' | benign",
                "attack: [{means: beacon, entity: a, time: doors, kind: context, pair: p, side: x}]"
                        + " | no half of a pair | grave",
                "attack: [{means: beacon, entity: a, time: doors, kind: context, side: grave}]"
                        + " | no half of a pair | grave",
                "attack: {means: beacon}                           | no list              | - means",
                "rhythm: {days: many}                              | 'many' of rhythm.days | whole",
                "noise: {fog: 1}                                   | unknown key 'fog'    | outage",
                "'attack: ['                                       | could not read       | YAML"
            })
    void whatIsNotUnderstoodIsRefusedWithACure(String yaml, String cause, String cure) {
        assertThatThrownBy(() -> ScenarioFiles.parse(yaml.strip(), "mine"))
                .isInstanceOfSatisfying(
                        ScenarioException.class, e -> assertThat(e.cure()).contains(cure.strip()))
                .hasMessageContaining(cause.strip());
    }
}

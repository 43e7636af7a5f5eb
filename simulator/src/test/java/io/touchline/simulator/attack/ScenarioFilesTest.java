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
                "rhythm: {days: 0}                                 | '0' of rhythm.days   | from 1",
                "venue: {size: tiny}                               | no size 'tiny'       | arena",
                "noise: {fog: 1}                                   | unknown key 'fog'    | outage",
                "noise: {outage: [zeek]}                           | noise.outage is no map | key",
                "noise: {outage: {source: zeeek, time: doors, for: 1m}} | no source 'zeeek' | m365",
                "noise: {outage: {source: zeek, time: doors}}      | no for               | source",
                "noise: {skew: 40s}                                | noise.skew is no map | key",
                "noise: {skew: {zeek: soon}}                       | duration 'soon'      | 90s",
                "noise: {duplicates: 5}                            | '5' of noise         | 0 to 1",
                "'# nothing'                                       | is empty             | attack",
                "[]                                                | no map of keys       | YAML",
                "attack: [{means: beacon, entity: a, time: doors, with: {evry: 60s}}]"
                        + " | unknown key 'evry' in with of beacon | every",
                "attack: [{means: new-server, entity: a, time: doors, with: {to: b}}]"
                        + " | unknown key 'to' | none",
                "attack: [{means: beacon, entity: a, time: doors, with: {every: 0s}}]"
                        + " | '0s' of beacon: every | 90s",
                "attack: [{means: beacon, entity: a, time: doors, with: {jitter: 3}}]"
                        + " | '3' of beacon: jitter | 0 to 1",
                "attack: [{means: remote-session, entity: a, time: doors, with: {protocol: telnet}}]"
                        + " | 'telnet' of remote-session | rdp or smb",
                "attack: [{means: flood, entity: a, time: doors, with: {sources: 0}}]"
                        + " | '0' of flood | from 1",
                "attack: [{means: take-files, entity: a, time: doors, with: {source: here}}]"
                        + " | 'here' of take-files | address",
                "attack: [{means: beacon, entity: a, time: doors, pair: p}] | no context | kind",
                "attack: [{means: beacon, entity: a, time: doors, kind: context, pair: p, side: grave}]"
                        + " | has one half | benign",
                "'attack: ['                                       | could not read       | YAML"
            })
    void whatIsNotUnderstoodIsRefusedWithACure(String yaml, String cause, String cure) {
        assertThatThrownBy(() -> ScenarioFiles.parse(yaml.strip(), "mine"))
                .isInstanceOfSatisfying(
                        ScenarioException.class, e -> assertThat(e.cure()).contains(cure.strip()))
                .hasMessageContaining(cause.strip());
    }

    @Test
    void habitsAndShippedScenariosPassTheirOwnChecks() {
        assertThat(ScenarioFiles.habits()).hasSizeGreaterThan(20);
        assertThat(ScenarioFiles.habits())
                .allSatisfy(habit -> assertThat(habit.act().pair()).isNotBlank());
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.simulator.Simulation;
import io.touchline.simulator.venue.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HabitTest {
    private static final Map<String, StageSpec> HABITS =
            ScenarioFiles.habits().stream()
                    .map(Habit::act)
                    .collect(Collectors.toMap(StageSpec::pair, act -> act));

    /** Twins are twins: the same means with the same parameters, by another or at another time. */
    @Test
    void eachOfTheTwentyPairsIsOneActInTwoContexts() {
        List<StageSpec> graves = ScenarioFiles.named("context-pairs").stages();

        assertThat(graves).hasSize(20).extracting(StageSpec::pair).doesNotHaveDuplicates();
        for (StageSpec grave : graves) {
            StageSpec habit = HABITS.get(grave.pair());
            assertThat(habit).as(grave.pair()).isNotNull();
            assertThat(grave.kind()).isEqualTo("context");
            assertThat(grave.side()).isEqualTo("grave");
            assertThat(grave.means()).as(grave.pair()).isEqualTo(habit.means());
            assertThat(grave.with()).as(grave.pair()).isEqualTo(habit.with());
            boolean sameEntity = grave.entity().equals(habit.entity());
            boolean sameTime = grave.time().equals(habit.time());
            assertThat(sameEntity && sameTime).as(grave.pair()).isFalse();
        }
    }

    @Test
    void theLedgerHoldsBothHalvesAndTheyLeaveAsManyRows() {
        Map<Object, Map<Object, Map<String, Object>>> pairs = new HashMap<>();
        for (Map<String, Object> line : ledger("context-pairs")) {
            if ("context".equals(line.get("kind"))) {
                pairs.computeIfAbsent(line.get("pair"), any -> new HashMap<>())
                        .put(line.get("role"), line);
            }
        }

        assertThat(pairs).hasSize(20);
        pairs.forEach(
                (pair, halves) -> {
                    assertThat(halves.keySet()).isEqualTo(Set.of("grave", "benign"));
                    Map<?, ?> grave = records(halves.get("grave"));
                    Map<?, ?> benign = records(halves.get("benign"));
                    assertThat(grave).as("%s", pair).isNotEmpty();
                    assertThat(grave.keySet())
                            .as("%s", pair)
                            .allSatisfy(file -> assertThat(benign.containsKey(file)).isTrue());
                });
    }

    @Test
    void withoutTheScenarioAllAreBenign() {
        assertThat(ledger("none"))
                .extracting(line -> line.get("kind"))
                .contains("benign")
                .doesNotContain("context", "stage");
    }

    private static List<Map<String, Object>> ledger(String scenario) {
        return new ArrayList<>(
                Simulation.of(ScenarioFiles.named(scenario), Size.SMALL, 4)
                        .over(2)
                        .play(row -> {}));
    }

    private static Map<?, ?> records(Map<String, Object> line) {
        return (Map<?, ?>) line.get("records");
    }
}

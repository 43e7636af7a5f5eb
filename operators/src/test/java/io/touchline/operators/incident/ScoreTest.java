// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import static io.touchline.testkit.FindingFixtures.finding;
import static io.touchline.testkit.TelemetryFixtures.CONTROLLER;
import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.touchline.operators.stats.Evidence;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Finding;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final double BITS = Evidence.bits(Math.pow(2, -20));

    private static Finding step(Stage stage, int hour) {
        return finding(stage.key() + hour).at(stage).when(T0 + hour * HOUR).build();
    }

    @Test
    void aSingleStageIsItsEvidenceTimesItsWeight() {
        Score score = Score.of(List.of(step(Stage.FOOTHOLD, 0)));
        // e(2^-20) is 2^12.4 or so
        assertThat(score.value()).isCloseTo(1.2 * BITS, within(0.1));
        assertThat(score.parts()).containsEntry("stages-in-order", 0.0).containsKey("foothold");
    }

    @Test
    void aChattyDetectorBuildsNoChain() {
        List<Finding> steps = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            steps.add(step(Stage.FOOTHOLD, i));
        }
        assertThat(Score.of(steps)).isEqualTo(Score.of(steps.subList(0, 1)));
    }

    @Test
    void theBestEvidenceOfAStageCounts() {
        Finding weak = finding("w").at(Stage.FOOTHOLD).bits(8).build();
        Finding strong = finding("s").at(Stage.FOOTHOLD).bits(20).build();
        assertThat(Score.of(List.of(weak, strong))).isEqualTo(Score.of(List.of(strong)));
        assertThat(Score.of(List.of(strong, weak))).isEqualTo(Score.of(List.of(strong)));
    }

    @Test
    void stagesInOrderEarnFourPointsEach() {
        Score inOrder =
                Score.of(
                        List.of(
                                step(Stage.DELIVERY, 0),
                                step(Stage.COMMAND_AND_CONTROL, 1),
                                step(Stage.LATERAL_MOVEMENT, 2)));
        Score reversed =
                Score.of(
                        List.of(
                                step(Stage.LATERAL_MOVEMENT, 0),
                                step(Stage.COMMAND_AND_CONTROL, 1),
                                step(Stage.DELIVERY, 2)));
        assertThat(inOrder.parts()).containsEntry("stages-in-order", 8.0);
        assertThat(reversed.parts()).containsEntry("stages-in-order", 0.0);
        assertThat(inOrder.value() - reversed.value()).isCloseTo(8, within(0.1));
    }

    @Test
    void theClassOfTheOtFunctionMultipliesTheStory() {
        Finding read =
                finding("w")
                        .at(Stage.OT_IMPACT)
                        .on(CONTROLLER)
                        .reachedBy(SERVER)
                        .bits(8)
                        .doing("write", 1)
                        .build();
        Finding program =
                finding("p")
                        .at(Stage.OT_IMPACT)
                        .on(CONTROLLER)
                        .reachedBy(SERVER)
                        .bits(8)
                        .doing("program", 4)
                        .build();
        assertThat(Score.of(List.of(program)).value())
                .isCloseTo(4 * Score.of(List.of(read)).value(), within(0.3));
    }

    @Test
    void longestRunIsTheLongestGrowingSubsequence() {
        // ranks 1 3 2 5 -> 1 2 5 or 1 3 5
        assertThat(
                        Score.longestRun(
                                List.of(
                                        step(Stage.DELIVERY, 0),
                                        step(Stage.COMMAND_AND_CONTROL, 1),
                                        step(Stage.FOOTHOLD, 2),
                                        step(Stage.LATERAL_MOVEMENT, 3))))
                .isEqualTo(3);
        // stages that share a rank do not follow each other
        assertThat(
                        Score.longestRun(
                                List.of(
                                        step(Stage.COLLECTION_EXFILTRATION, 0),
                                        step(Stage.MONETISATION, 1),
                                        step(Stage.AVAILABILITY, 2))))
                .isEqualTo(1);
    }

    @Property(tries = 300)
    void isBoundedAddsUpAndNeverFallsWithAStepMore(
            @ForAll @Size(min = 1, max = 10) List<Stage> stages, @ForAll Stage more) {
        List<Finding> steps = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            steps.add(step(stages.get(i), i));
        }
        Score score = Score.of(steps);
        double sum = score.parts().values().stream().mapToDouble(Double::doubleValue).sum();
        assertThat(score.value()).isBetween(0.0, 100.0);
        assertThat(score.value()).isCloseTo(Math.min(100, sum), within(0.5));
        steps.add(step(more, stages.size()));
        assertThat(Score.of(steps).value()).isGreaterThanOrEqualTo(score.value());
    }

    @Test
    void whatAYoungEntityShowsWeighsLess() {
        Finding cold = finding("c").at(Stage.FOOTHOLD).cold().build();
        assertThat(Score.of(List.of(cold)).value())
                .isLessThan(Score.of(List.of(step(Stage.FOOTHOLD, 0))).value() / 2);
    }
}

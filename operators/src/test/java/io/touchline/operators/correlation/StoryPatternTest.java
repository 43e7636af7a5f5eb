// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.correlation;

import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.lineage.ChainStep;
import io.touchline.schemas.Stage;
import io.touchline.schemas.Zone;
import io.touchline.testkit.Harnesses;
import io.touchline.testkit.Harnesses.Backend;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.cep.nfa.NFAState;
import org.apache.flink.cep.nfa.NFAStateSerializer;
import org.apache.flink.cep.nfa.compiler.NFACompiler;
import org.apache.flink.cep.operator.CepOperator;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promises R25 and R26 of docs/reliability.md: partial matches are few, and correlation forgets.
 */
class StoryPatternTest {
    private static final Stage[] PATH = {
        Stage.DELIVERY, Stage.COMMAND_AND_CONTROL, Stage.LATERAL_MOVEMENT, Stage.OT_IMPACT
    };

    static List<StoryPattern> stories() {
        return StoryPattern.all();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, ChainStep, ChainLabel> open(
            StoryPattern story, @Nullable OperatorSubtaskState from) throws Exception {
        Pattern<ChainStep, ?> pattern = story.pattern();
        return Harnesses.keyed(
                // what CEP.pattern(..).process(..) puts into the graph
                new CepOperator<>(
                        TypeInformation.of(ChainStep.class)
                                .createSerializer(new SerializerConfigImpl()),
                        false,
                        NFACompiler.compileFactory(pattern, false),
                        null,
                        pattern.getAfterMatchSkipStrategy(),
                        story,
                        null),
                ChainStep::telling,
                Backend.HEAP,
                from);
    }

    private static ChainStep step(String chain, int epoch, int index, long time, Stage stage) {
        Zone zone = stage.isOt() ? Zone.OT_CONTROL : Zone.CORPORATE;
        return new ChainStep(
                chain, epoch, index, time, time, stage.key(), zone.key(), Zone.CORPORATE.key());
    }

    @ParameterizedTest
    @MethodSource("stories")
    void keepsNothingOfShortLivedChainsOnceTheirTimeHasPassed(StoryPattern story) throws Exception {
        try (var correlation = open(story, null)) {
            long time = T0;
            // chains that stop after one step, after two, ... and some that are told whole
            // three stories: 210,000 chains
            for (int chain = 0; chain < 70_000; chain++) {
                for (int i = 0; i <= chain % PATH.length; i++) {
                    ChainStep step = step("c" + chain, 0, i, ++time, PATH[i]);
                    correlation.processElement(step, time);
                }
            }
            correlation.processWatermark(time);
            assertThat(Harnesses.values(correlation)).isNotEmpty();
            assertThat(correlation.numKeyedStateEntries()).isGreaterThan(30_000);
            correlation.processWatermark(time + 30 * DAY);
            assertThat(correlation.numKeyedStateEntries()).isZero();
            assertThat(correlation.numEventTimeTimers()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void doesNotGrowFromWindowToWindow(StoryPattern story) throws Exception {
        try (var correlation = open(story, null)) {
            long time = T0;
            int first = 0;
            for (int window = 0; window < 10; window++) {
                for (int chain = 0; chain < 500; chain++) {
                    String name = "w" + window + "-" + chain;
                    for (int i = 0; i < 2; i++) {
                        correlation.processElement(step(name, 0, i, ++time, PATH[i]), time);
                    }
                }
                correlation.processWatermark(time);
                int now = correlation.numKeyedStateEntries();
                first = window == 0 ? now : first;
                assertThat(now).isEqualTo(first).isPositive();
                time += 31 * DAY;
                correlation.processWatermark(time);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void keepsNothingOfEarlierEpochsOnceTheirTimeHasPassed(StoryPattern story) throws Exception {
        try (var correlation = open(story, null)) {
            long time = T0;
            for (int epoch = 0; epoch < 50; epoch++) {
                for (int i = 0; i < PATH.length - 1; i++) {
                    correlation.processElement(step("c", epoch, i, ++time, PATH[i]), time);
                }
                time += HOUR;
                correlation.processWatermark(time);
            }
            assertThat(correlation.numEventTimeTimers()).isPositive();
            OperatorSubtaskState state = Harnesses.barrier(correlation);
            try (var restored = open(story, state)) {
                restored.processWatermark(time + 30 * DAY);
                assertThat(restored.numKeyedStateEntries()).isZero();
                assertThat(restored.numEventTimeTimers()).isZero();
            }
        }
    }

    /** As many of each stage as make the most combinations of the 64 steps of a telling. */
    @ParameterizedTest
    @MethodSource("stories")
    void aTellingOfSixtyFourStepsIsAtMostSixtyFourPartialMatches(StoryPattern story)
            throws Exception {
        try (var correlation = open(story, null)) {
            for (int i = 0; i < 64; i++) {
                ChainStep step = step("c", 0, i, T0 + i * MINUTE, PATH[Math.min(i / 21, 2)]);
                correlation.processElement(step, step.cepTime());
                correlation.processWatermark(step.cepTime());
                assertThat(begun(correlation)).isLessThanOrEqualTo(64);
            }
            ChainStep last = step("c", 0, 64, T0 + DAY, Stage.OT_IMPACT);
            correlation.processElement(last, last.cepTime());
            correlation.processWatermark(last.cepTime());
            assertThat(Harnesses.values(correlation)).isNotEmpty();
        }
    }

    /** Partial matches of the one key, without the state that waits for a first step. */
    private static long begun(
            KeyedOneInputStreamOperatorTestHarness<String, ChainStep, ChainLabel> correlation)
            throws Exception {
        var backend =
                ((CepOperator<?, String, ?>) correlation.getOneInputOperator())
                        .<String>getKeyedStateBackend();
        backend.setCurrentKey(step("c", 0, 0, T0, Stage.DELIVERY).telling());
        NFAState state =
                backend.getPartitionedState(
                                VoidNamespace.INSTANCE,
                                VoidNamespaceSerializer.INSTANCE,
                                new ValueStateDescriptor<>(
                                        "nfaStateName", new NFAStateSerializer()))
                        .value();
        return state == null
                ? 0
                : state.getPartialMatches().stream()
                        .filter(m -> m.getStartTimestamp() >= 0)
                        .count();
    }
}

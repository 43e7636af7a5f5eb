// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import static io.touchline.testkit.FindingFixtures.finding;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.lineage.ChainUpdate;
import io.touchline.schemas.avro.Incident;
import io.touchline.testkit.Harnesses;
import io.touchline.testkit.Harnesses.Backend;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepublishOperatorTest {
    private static final Incident A1 = incident("a", 1, "open", null);
    private static final Incident A2 = incident("a", 2, "updated", null);
    private static final Incident B1 = incident("b", 1, "open", null);

    @Test
    void tellsOpenIncidentsAgainOncePerHourInOrderOfId() throws Exception {
        try (var republish = open(Backend.HEAP, null)) {
            republish.processWatermark(new Watermark(T0 + MINUTE));
            send(republish, B1, A1, A2);
            republish.processWatermark(new Watermark(T0 + HOUR - 1)); // the same hour
            assertThat(told(republish)).containsExactly(B1, A1, A2);

            republish.processWatermark(new Watermark(T0 + HOUR));
            republish.processWatermark(new Watermark(T0 + HOUR + MINUTE));
            assertThat(told(republish)).containsExactly(B1, A1, A2, A2, B1);

            republish.processWatermark(new Watermark(T0 + 5 * HOUR)); // a leap is one round
            assertThat(told(republish)).containsExactly(B1, A1, A2, A2, B1, A2, B1);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void aRestoreTellsEachOpenIncidentOnceUnchangedAtTheFirstWatermark(Backend backend)
            throws Exception {
        OperatorSubtaskState saved;
        try (var republish = open(backend, null)) {
            send(republish, A1, A2, B1);
            republish.processWatermark(new Watermark(T0));
            saved = Harnesses.barrier(republish);
        }
        try (var republish = open(backend, saved)) {
            assertThat(told(republish)).isEmpty();
            republish.processWatermark(new Watermark(T0));
            republish.processWatermark(new Watermark(T0 + MINUTE));

            assertThat(told(republish)).containsExactly(A2, B1);
            assertThat(Harnesses.watermarks(republish)).containsExactly(T0, T0 + MINUTE);
            // told before the watermark: what comes after it is newer
            assertThat(republish.getOutput().toArray()[2]).isEqualTo(new Watermark(T0));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void aBarrierAtAnyPointChangesNothingButTheRoundAfterIt(int at) throws Exception {
        List<Incident> sent = List.of(A1, B1, A2, incident("b", 2, "expired", null));
        OperatorSubtaskState saved;
        try (var republish = open(Backend.HEAP, null)) {
            republish.processWatermark(new Watermark(T0));
            send(republish, sent.subList(0, at).toArray(Incident[]::new));
            saved = Harnesses.barrier(republish);
        }
        try (var republish = open(Backend.HEAP, saved)) {
            send(republish, sent.subList(at, sent.size()).toArray(Incident[]::new));
            republish.processWatermark(new Watermark(T0 + MINUTE));

            List<Incident> told = told(republish);
            assertThat(told.subList(0, sent.size() - at)).isEqualTo(sent.subList(at, sent.size()));
            assertThat(told.subList(sent.size() - at, told.size())).containsExactly(A2);
        }
    }

    @Test
    void whatEndedIsForgottenAndNeverToldAgain() throws Exception {
        try (var republish = open(Backend.HEAP, null)) {
            republish.processWatermark(new Watermark(T0));
            send(republish, A1, B1, incident("c", 1, "open", null));
            assertThat(republish.numKeyedStateEntries()).isEqualTo(3);
            Incident[] last = {
                incident("a", 2, "closed", null),
                incident("b", 2, "expired", null),
                incident("c", 2, "closed", "b")
            };
            send(republish, last);

            assertThat(republish.numKeyedStateEntries()).isZero();
            republish.processWatermark(new Watermark(T0 + HOUR));
            assertThat(told(republish)).hasSize(6).endsWith(last);
        }
    }

    @Test
    void theEndOfInputTellsNothingAgain() throws Exception {
        try (var republish = open(Backend.HEAP, null)) {
            republish.processWatermark(new Watermark(T0));
            send(republish, A1);
            republish.processWatermark(Watermark.MAX_WATERMARK);

            assertThat(told(republish)).containsExactly(A1);
        }
    }

    private static void send(
            KeyedOneInputStreamOperatorTestHarness<String, Incident, Incident> republish,
            Incident... incidents)
            throws Exception {
        for (Incident incident : incidents) {
            republish.processElement(incident, T0);
        }
    }

    private static List<Incident> told(
            KeyedOneInputStreamOperatorTestHarness<String, Incident, Incident> republish) {
        return Harnesses.values(republish);
    }

    private static Incident incident(
            String id, long revision, String state, @Nullable String mergedInto) {
        ChainUpdate chain =
                new ChainUpdate(id, SITE, 0, T0, T0, mergedInto, List.of(finding("1").build()), 0);
        return IncidentWriter.write(chain, List.of(), state, revision, T0);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Incident, Incident> open(
            Backend backend, @Nullable OperatorSubtaskState from) throws Exception {
        return Harnesses.keyed(new RepublishOperator(), Incident::getIncidentId, backend, from);
    }
}

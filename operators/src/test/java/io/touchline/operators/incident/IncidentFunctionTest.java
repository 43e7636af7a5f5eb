// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import static io.touchline.testkit.FindingFixtures.finding;
import static io.touchline.testkit.TelemetryFixtures.CONTROLLER;
import static io.touchline.testkit.TelemetryFixtures.MAILBOX;
import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.correlation.ChainLabel;
import io.touchline.operators.lineage.ChainUpdate;
import io.touchline.operators.lineage.LineageOptions;
import io.touchline.operators.response.ResponseFunction;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.Incident;
import io.touchline.schemas.avro.Response;
import io.touchline.testkit.Harnesses;
import io.touchline.testkit.Harnesses.Backend;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IncidentFunctionTest {
    private static final String CHAIN = "chain-1";
    private static final Finding MAIL =
            finding("1")
                    .at(Stage.DELIVERY)
                    .on(MAILBOX)
                    .reachedBy(EntityKeys.external(SITE, "look-alike.example"))
                    .when(T0)
                    .build();
    private static final Finding TUNNEL =
            finding("2").at(Stage.COMMAND_AND_CONTROL).when(T0 + HOUR).build();
    private static final Finding WRITE =
            finding("3")
                    .at(Stage.OT_IMPACT)
                    .on(CONTROLLER)
                    .reachedBy(SERVER)
                    .doing("write", 3)
                    .zones(Zone.OT_CONTROL, Zone.CORPORATE)
                    .when(T0 + 2 * HOUR)
                    .build();

    private KeyedTwoInputStreamOperatorTestHarness<String, ChainUpdate, ChainLabel, Incident>
            incident;

    @BeforeEach
    void start() throws Exception {
        incident = open(null);
    }

    @AfterEach
    void stop() throws Exception {
        incident.close();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, ChainUpdate, ChainLabel, Incident>
            open(@Nullable OperatorSubtaskState from) throws Exception {
        return Harnesses.keyed(
                new KeyedCoProcessOperator<>(new IncidentFunction(LineageOptions.defaults())),
                ChainUpdate::chain,
                ChainLabel::chain,
                Backend.HEAP,
                from);
    }

    private static ChainUpdate update(long time, Finding... steps) {
        return new ChainUpdate(CHAIN, SITE, 0, time, time, null, List.of(steps), 0);
    }

    private static ChainLabel label(int epoch, long time) {
        return new ChainLabel(CHAIN, epoch, "mail-to-foothold", 1, time);
    }

    private void tell(ChainUpdate update) throws Exception {
        incident.processElement1(update, update.time());
    }

    private void label(ChainLabel label) throws Exception {
        incident.processElement2(label, label.time());
    }

    private void watermark(long time) throws Exception {
        incident.processBothWatermarks(new Watermark(time));
    }

    private List<Incident> out() {
        return Harnesses.values(incident);
    }

    @Test
    void saysWhatIsNotSeenWhileASourceIsBlind() throws Exception {
        tell(update(T0 + HOUR, MAIL, TUNNEL));
        watermark(T0 + HOUR);
        tell(
                new ChainUpdate(
                        CHAIN,
                        SITE,
                        0,
                        T0 + 2 * HOUR,
                        T0 + 2 * HOUR,
                        null,
                        List.of(MAIL, TUNNEL),
                        0,
                        List.of(new ChainUpdate.BlindSource("zeek/cctv-span", T0 + HOUR))));
        watermark(T0 + 2 * HOUR);
        tell(update(T0 + 3 * HOUR, MAIL, TUNNEL));
        watermark(T0 + 3 * HOUR);

        assertThat(out()).hasSize(3);
        assertThat(out().get(1).getBlind())
                .extracting(span -> span.getSource() + ' ' + span.getSince().toEpochMilli())
                .containsExactly("zeek/cctv-span " + (T0 + HOUR));
        assertThat(out().get(1).getSummary()).contains(" Not seen: zeek/cctv-span since ");
        assertThat(out().get(2).getBlind()).isEmpty();
        assertThat(out().get(2).getSummary()).doesNotContain("Not seen");
        assertThat(out().get(1).getSeverity()).isEqualTo(out().get(0).getSeverity());
    }

    @Test
    void oneStageIsAnAnomalyNotAnIncident() throws Exception {
        tell(update(T0, MAIL));
        watermark(T0 + DAY);
        assertThat(out()).isEmpty();
        tell(update(T0 + 2 * DAY, MAIL, TUNNEL));
        watermark(T0 + 2 * DAY);
        assertThat(out()).hasSize(1);
        assertThat(out().get(0).getState()).isEqualTo("open");
        assertThat(out().get(0).getIncidentId()).isEqualTo(CHAIN);
    }

    @Test
    void oneStepOfAThousandfoldEvidenceIsAnIncidentUnlessTheEntityIsTooYoung() throws Exception {
        Finding weaker = Finding.newBuilder(TUNNEL).setPValue(8e-6).build();
        Finding young = Finding.newBuilder(TUNNEL).setPValue(6e-6).setCold(true).build();
        tell(update(T0, weaker));
        tell(update(T0 + HOUR, young));
        watermark(T0 + HOUR);
        assertThat(out()).isEmpty();

        tell(update(T0 + 2 * HOUR, Finding.newBuilder(TUNNEL).setPValue(6e-6).build()));
        watermark(T0 + 2 * HOUR);
        assertThat(out()).hasSize(1);
        assertThat(out().get(0).getSeverity()).as("of an office PC").isEqualTo("low");
    }

    @Test
    void aControllerThatIsTouchedIsAnIncidentByItself() throws Exception {
        tell(update(T0 + 2 * HOUR, WRITE));
        watermark(T0 + 2 * HOUR);
        assertThat(out())
                .singleElement()
                .satisfies(it -> assertThat(it.getConsequence()).isEqualTo("life-safety"));
    }

    @Test
    void whatServesAndFellSilentTogetherIsAnIncidentByItself() throws Exception {
        Finding dark =
                finding("dark")
                        .by("outage")
                        .at(Stage.AVAILABILITY)
                        .on(EntityKeys.segment(SITE, "10.30.0.0/24"))
                        .named("segment 10.30.0.0/24")
                        .reachedBy(EntityKeys.segment(SITE, "10.30.0.0/24"))
                        .observed(
                                "40 of 48 devices of 10.30.0.0/24 fell silent within 1 min: cam-1")
                        .when(T0)
                        .build();
        tell(update(T0, dark));
        watermark(T0);
        assertThat(out()).hasSize(1);
        Incident it = out().get(0);
        assertThat(it.getFirstLine())
                .startsWith(
                        "Segment 10.30.0.0/24 may have stopped serving. 40 of 48 devices of"
                                + " 10.30.0.0/24 fell silent within 1 min: cam-1")
                .contains("First: call the owner of segment 10.30.0.0/24");
        assertThat(it.getEntities())
                .singleElement()
                .satisfies(e -> assertThat(e.getRole()).isEqualTo("target"));
    }

    @Test
    void aYoungControllerAccusesNobody() throws Exception {
        Finding young = Finding.newBuilder(WRITE).setFindingId("0").setCold(true).build();
        tell(update(T0 + 2 * HOUR, MAIL, TUNNEL, young));
        watermark(T0 + 2 * HOUR);
        tell(update(T0 + 3 * HOUR, MAIL, TUNNEL, young, WRITE));
        watermark(T0 + 3 * HOUR);
        assertThat(out())
                .extracting(it -> role(it, SERVER))
                .containsExactly("target", "compromised");
    }

    @Test
    void whatIsRecommendedIsToCutOffTheAccused() throws Exception {
        Finding young =
                Finding.newBuilder(WRITE)
                        .setFindingId("0")
                        .setPeer(EntityKeys.device(SITE, "its-master"))
                        .setCold(true)
                        .build();
        Finding access = Finding.newBuilder(WRITE).setFindingId("4").setStage("ot-access").build();
        tell(update(T0 + 3 * HOUR, young, MAIL, TUNNEL, access));
        watermark(T0 + 3 * HOUR);
        List<Response> responses = new ArrayList<>();
        new ResponseFunction().flatMap(out().get(0), new ListCollector<>(responses));
        assertThat(responses)
                .singleElement()
                .extracting(Response::getTarget)
                .asString()
                .contains(EntityKeys.id(SERVER))
                .doesNotContain("its-master");
    }

    private static String role(Incident incident, String key) {
        return incident.getEntities().stream()
                .filter(it -> it.getKey().equals(key))
                .findFirst()
                .orElseThrow()
                .getRole();
    }

    @Test
    void anUpdateAndItsLabelMakeOneRevisionInEitherOrderOfArrival() throws Exception {
        ChainUpdate update = update(T0 + HOUR, MAIL, TUNNEL);
        tell(update);
        label(label(0, T0 + HOUR));
        watermark(T0 + HOUR);
        List<Incident> updateFirst = out();
        incident.close();
        incident = open(null);
        label(label(0, T0 + HOUR));
        tell(update);
        watermark(T0 + HOUR);
        assertThat(out()).hasSize(1).isEqualTo(updateFirst);
        assertThat(out().get(0).getPattern()).isEqualTo("mail-to-foothold");
    }

    @Test
    void nothingIsToldBeforeTheWatermark() throws Exception {
        tell(update(T0 + HOUR, MAIL, TUNNEL));
        watermark(T0 + HOUR - 1);
        assertThat(out()).isEmpty();
    }

    @Test
    void withoutALabelTheStrongestStepNamesIt() throws Exception {
        tell(update(T0 + HOUR, MAIL, TUNNEL));
        watermark(T0 + HOUR);
        assertThat(out().get(0).getPattern()).isEqualTo("strongest-step");
    }

    @Test
    void aLabelOfAnOlderEpochDoesNotCount() throws Exception {
        label(label(0, T0 + HOUR));
        tell(update(T0 + HOUR, MAIL, TUNNEL));
        watermark(T0 + HOUR);
        tell(
                new ChainUpdate(
                        CHAIN,
                        SITE,
                        1,
                        T0 + 2 * HOUR,
                        T0 + 2 * HOUR,
                        null,
                        List.of(MAIL, TUNNEL),
                        0));
        watermark(T0 + 2 * HOUR);
        assertThat(out().get(1).getPattern()).isEqualTo("strongest-step");
    }

    @Test
    void revisionsAreWriteTimesAndGrow() throws Exception {
        tell(update(T0 + HOUR, MAIL, TUNNEL));
        tell(update(T0 + 2 * HOUR, MAIL, TUNNEL, WRITE));
        label(label(0, T0 + 2 * HOUR + 1));
        watermark(T0 + 3 * HOUR);
        assertThat(out())
                .extracting(Incident::getRevision)
                .containsExactly(T0 + HOUR, T0 + 2 * HOUR, T0 + 2 * HOUR + 1);
        assertThat(out())
                .extracting(Incident::getState)
                .containsExactly("open", "updated", "updated");
    }

    @Test
    void ofTwoUpdatesOfOneMomentTheNewerCounts() throws Exception {
        ChainUpdate older = update(T0 + HOUR, MAIL, TUNNEL);
        ChainUpdate newer =
                new ChainUpdate(
                        CHAIN,
                        SITE,
                        1,
                        T0 + HOUR,
                        T0 + HOUR,
                        null,
                        List.of(MAIL, TUNNEL, WRITE),
                        0);
        tell(newer);
        tell(older);
        watermark(T0 + HOUR);
        assertThat(out()).singleElement().satisfies(it -> assertThat(it.getSteps()).hasSize(3));
    }

    @Test
    void expiresSeventyTwoHoursAfterItsLastFinding() throws Exception {
        tell(update(T0 + HOUR, MAIL, TUNNEL));
        watermark(T0 + HOUR + 72 * HOUR - 1);
        assertThat(out()).hasSize(1);
        watermark(T0 + HOUR + 72 * HOUR);
        assertThat(out()).hasSize(2);
        assertThat(out().get(1).getState()).isEqualTo("expired");
        assertThat(out().get(1).getRevision()).isEqualTo(T0 + HOUR + 72 * HOUR);
        assertNothingHeld();
    }

    @Test
    void expiresThirtyDaysAfterAControllerWasTouched() throws Exception {
        tell(update(T0 + 2 * HOUR, MAIL, TUNNEL, WRITE));
        watermark(T0 + 2 * HOUR + 30 * DAY - 1);
        assertThat(out()).hasSize(1);
        watermark(T0 + 2 * HOUR + 30 * DAY);
        assertThat(out()).extracting(Incident::getState).containsExactly("open", "expired");
        assertNothingHeld();
    }

    @Test
    void anUpdateMovesTheExpiry() throws Exception {
        tell(update(T0 + HOUR, MAIL, TUNNEL));
        tell(update(T0 + DAY, MAIL, TUNNEL, finding("4").when(T0 + DAY).build()));
        watermark(T0 + 3 * DAY + 2 * HOUR);
        assertThat(out()).extracting(Incident::getState).containsExactly("open", "updated");
        watermark(T0 + 4 * DAY);
        assertThat(out()).last().satisfies(it -> assertThat(it.getState()).isEqualTo("expired"));
        assertNothingHeld();
    }

    @Test
    void anAnomalyThatNeverBecameAnIncidentEndsInSilence() throws Exception {
        tell(update(T0, MAIL));
        watermark(T0 + 4 * DAY);
        assertThat(out()).isEmpty();
        assertNothingHeld();
    }

    @Test
    void aMergedChainSaysIntoWhatItWentAndHoldsNothing() throws Exception {
        tell(update(T0 + HOUR, MAIL, TUNNEL));
        watermark(T0 + HOUR);
        tell(
                new ChainUpdate(
                        CHAIN, SITE, 1, T0 + 2 * HOUR, T0 + 2 * HOUR, "chain-0", List.of(), 0));
        watermark(T0 + 2 * HOUR);
        assertThat(out()).hasSize(2);
        Incident gone = out().get(1);
        assertThat(gone.getMergedInto()).isEqualTo("chain-0");
        assertThat(gone.getState()).isEqualTo("closed");
        assertThat(gone.getRevision()).isGreaterThan(out().get(0).getRevision());
        watermark(T0 + 5 * DAY);
        assertThat(out()).hasSize(2);
        assertNothingHeld();
    }

    @Test
    void aMergedChainThatWasNeverPublishedSaysNothing() throws Exception {
        tell(update(T0, MAIL));
        watermark(T0);
        tell(new ChainUpdate(CHAIN, SITE, 1, T0 + HOUR, T0 + HOUR, "chain-0", List.of(), 0));
        watermark(T0 + 5 * DAY);
        assertThat(out()).isEmpty();
        assertNothingHeld();
    }

    @Test
    void aLabelOfAChainThatIsGoneLeavesNothingBehind() throws Exception {
        tell(update(T0 + HOUR, MAIL, TUNNEL));
        watermark(T0 + HOUR);
        tell(
                new ChainUpdate(
                        CHAIN, SITE, 1, T0 + 2 * HOUR, T0 + 2 * HOUR, "chain-0", List.of(), 0));
        watermark(T0 + 2 * HOUR);
        // the label of its last step, whose time in correlation is a millisecond later
        label(label(0, T0 + 2 * HOUR + 1));
        watermark(T0 + 40 * DAY);
        assertThat(out()).hasSize(2);
        assertNothingHeld();
    }

    private void assertNothingHeld() {
        assertThat(incident.numKeyedStateEntries()).isZero();
        assertThat(incident.numEventTimeTimers()).isZero();
    }

    @Test
    void goesOnAfterARestore() throws Exception {
        tell(update(T0 + HOUR, MAIL, TUNNEL));
        watermark(T0 + HOUR);
        label(label(0, T0 + HOUR + MINUTE));
        OperatorSubtaskState state = Harnesses.barrier(incident);
        incident.close();
        incident = open(state);
        watermark(T0 + HOUR + MINUTE);
        assertThat(out())
                .singleElement()
                .satisfies(it -> assertThat(it.getState()).isEqualTo("updated"))
                .satisfies(it -> assertThat(it.getPattern()).isEqualTo("mail-to-foothold"));
        watermark(T0 + 4 * DAY);
        assertThat(out()).hasSize(2);
        assertNothingHeld();
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import static io.touchline.testkit.FindingFixtures.finding;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.lineage.ChainUpdate;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Incident;
import io.touchline.schemas.avro.IncidentStep;
import io.touchline.testkit.Harnesses;
import io.touchline.testkit.Harnesses.Backend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BudgetFunctionTest {
    private KeyedOneInputStreamOperatorTestHarness<String, Incident, Incident> budget;

    @BeforeEach
    void start() throws Exception {
        budget = open(Backend.HEAP, null);
    }

    @AfterEach
    void stop() throws Exception {
        budget.close();
    }

    @Test
    void aFreeSlotIsTakenByWhatIsStrongEnough() throws Exception {
        tell(incident("weak", T0, 19.9), incident("strong", T0, 20));

        assertThat(told()).containsExactly("strong 0 null", "weak 0 below-budget");
    }

    @Test
    void theStrongerDisplacesTheWeakestOfItsTierOnly() throws Exception {
        fill("visitor", 2);
        tell(incident("staff", T0 + MINUTE, 90));
        tell(tier("visitor", incident("as-weak", T0 + 2 * MINUTE, 30)));
        tell(tier("visitor", incident("worse", T0 + 3 * MINUTE, 31)));

        assertThat(told().subList(2, 6))
                .containsExactly(
                        "staff 60000 null",
                        "as-weak 120000 below-budget",
                        "visitor-1 180000 displaced",
                        "worse 180000 null");
    }

    @Test
    void severityIsWeighedBeforeScore() throws Exception {
        tell(incident("much-said", T0, 24), consequence("high", incident("grave", T0, 19)));

        assertThat(Budget.STRENGTH.compare(out().get(0), out().get(1))).isNegative();
        assertThat(told()).containsExactly("grave 0 null", "much-said 0 null");
    }

    @Test
    void whatIsGraveNeedsNoSlot() throws Exception {
        fill("ot", 3);
        tell(tier("ot", consequence("life-safety", incident("lives", T0, 5))));
        tell(tier("ot", touching(30.5, incident("controller", T0, 25))));
        tell(tier("ot", touching(29.5, incident("not-sure", T0, 25))));

        assertThat(told().subList(3, 6))
                .containsExactly("lives 0 null", "controller 0 null", "not-sure 0 below-budget");
    }

    @Test
    void devicesThatFellSilentTogetherClaimASlotHoweverFewTheirPoints() throws Exception {
        Incident dark = incident("dark", T0, 17);
        dark.getSteps().get(0).setDetector("outage");
        tell(dark);

        assertThat(told()).containsExactly("dark 0 null");
    }

    @Test
    void aStepThatIsEnoughByItselfMayClaimASlotUnlessItIsALoadOrAMessage() throws Exception {
        tell(
                oneStep("beacon", "beaconing", Stage.COMMAND_AND_CONTROL, 6e-6),
                oneStep("less", "beaconing", Stage.COMMAND_AND_CONTROL, 8e-6),
                oneStep("load", "rate", Stage.AVAILABILITY, 1e-9),
                oneStep("mail", "wave", Stage.DELIVERY, 1e-9),
                oneStep("quiet", "coverage", Stage.AVAILABILITY, 1e-9));

        assertThat(published()).containsExactly("beacon");
        assertThat(out()).hasSize(5);
    }

    @Test
    void aClaimLastsADayAndWhatWasPublishedStaysPublished() throws Exception {
        fill("visitor", 2);
        tell(tier("visitor", incident("early", T0 + DAY - 1, 25)));
        tell(tier("visitor", incident("next-day", T0 + DAY, 25)));
        tell(tier("visitor", incident("visitor-0", T0 + DAY + HOUR, 3)));

        assertThat(told().subList(2, 5))
                .containsExactly(
                        "early " + (DAY - 1) + " below-budget",
                        "next-day " + DAY + " null",
                        "visitor-0 " + (DAY + HOUR) + " null");
    }

    @Test
    void anEndGivesTheSlotBackAndKeepsWhatWasSaidOfIt() throws Exception {
        fill("visitor", 2);
        tell(tier("visitor", incident("held", T0 + MINUTE, 25)));
        tell(ending("expired", tier("visitor", incident("visitor-0", T0 + HOUR, 30))));
        tell(ending("closed", tier("visitor", incident("held", T0 + HOUR, 25))));
        tell(tier("visitor", incident("new", T0 + HOUR, 25)));

        assertThat(told().subList(3, 6))
                .containsExactly(
                        "visitor-0 " + HOUR + " null",
                        "held " + HOUR + " below-budget",
                        "new " + HOUR + " null");
    }

    @Test
    void aDisplacedOneClaimsAgainWhenItGrowsAndItsRevisionsGrow() throws Exception {
        fill("visitor", 2);
        tell(tier("visitor", incident("worse", T0 + HOUR, 40)));
        // caused before it was displaced, settled after
        Incident grown = tier("visitor", incident("visitor-1", T0 + MINUTE, 50));
        budget.processElement(grown, T0 + 2 * HOUR);
        budget.processWatermark(new Watermark(T0 + 2 * HOUR));

        assertThat(told().subList(2, 6))
                .containsExactly(
                        "visitor-1 " + HOUR + " displaced",
                        "worse " + HOUR + " null",
                        "visitor-0 " + 2 * HOUR + " displaced",
                        "visitor-1 " + (HOUR + 1) + " null");
    }

    /** R19: decoys in any number and order neither hide nor delay the one that is worse. */
    @Test
    void twoHundredDecoysDoNotHideWhatIsWorse() throws Exception {
        List<Incident> decoys = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            decoys.add(incident("decoy-%03d".formatted(i), T0 + i, 30 + i / 100.0));
        }
        tell(decoys.toArray(Incident[]::new));
        tell(incident("real", T0 + MINUTE, 45));

        assertThat(told()).contains("real 60000 null");
        assertThat(published())
                .hasSize(6)
                .contains("real", "decoy-199")
                .doesNotContain("decoy-000");
    }

    @Test
    void noOrderOfArrivalChangesWhoIsDisplaced() throws Exception {
        List<Incident> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(tier("visitor", incident("i-%02d".formatted(i), T0 + i % 4, 20 + i % 7)));
        }
        tell(all.toArray(Incident[]::new));
        List<Incident> first = out();
        budget.close();
        Collections.shuffle(all, new Random(1));
        budget = open(Backend.HEAP, null);
        tell(all.toArray(Incident[]::new));

        assertThat(out()).isEqualTo(first);
        assertThat(first).hasSizeGreaterThan(40); // somebody was displaced
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void claimsAndWhatWaitsOutliveARestart(Backend backend) throws Exception {
        budget.close();
        budget = open(backend, null);
        fill("visitor", 2);
        budget.processElement(tier("visitor", incident("worse", T0 + HOUR, 40)), T0 + HOUR);
        OperatorSubtaskState saved = Harnesses.barrier(budget);
        budget.close();
        budget = open(backend, saved);
        budget.processWatermark(new Watermark(T0 + HOUR));

        assertThat(told())
                .containsExactly("visitor-1 " + HOUR + " displaced", "worse " + HOUR + " null");
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Incident, Incident> open(
            Backend backend, @Nullable OperatorSubtaskState from) throws Exception {
        return Harnesses.keyed(
                new KeyedProcessOperator<>(new BudgetFunction()), Incident::getSite, backend, from);
    }

    private void fill(String tier, int slots) throws Exception {
        for (int i = 0; i < slots; i++) {
            tell(tier(tier, incident(tier + "-" + i, T0, 30)));
        }
    }

    private void tell(Incident... incidents) throws Exception {
        long last = 0;
        for (Incident incident : incidents) {
            budget.processElement(incident, incident.getRevision());
            last = Math.max(last, incident.getRevision());
        }
        budget.processWatermark(new Watermark(last));
    }

    private List<Incident> out() {
        return Harnesses.values(budget);
    }

    /** Each revision as id, ms since the beginning, and why it is held back. */
    private List<String> told() {
        return out().stream()
                .map(
                        it ->
                                it.getIncidentId()
                                        + " "
                                        + (it.getRevision() - T0)
                                        + " "
                                        + it.getSuppressed())
                .toList();
    }

    private List<String> published() {
        Map<String, Incident> last = new TreeMap<>();
        out().forEach(it -> last.put(it.getIncidentId(), it));
        return last.values().stream()
                .filter(it -> it.getSuppressed() == null)
                .map(Incident::getIncidentId)
                .toList();
    }

    private static Incident incident(String id, long time, double score) {
        ChainUpdate chain =
                new ChainUpdate(
                        id,
                        SITE,
                        0,
                        time,
                        time,
                        null,
                        List.of(
                                finding(id)
                                        .at(Stage.COMMAND_AND_CONTROL)
                                        .bits(15)
                                        .when(time)
                                        .build()),
                        0);
        Incident incident = IncidentWriter.write(chain, List.of(), "open", time, time);
        incident.setScore(score);
        incident.setBudgetTier("staff");
        return consequence("medium", incident);
    }

    private static Incident oneStep(String id, String detector, Stage stage, double pValue) {
        Incident incident = incident(id, T0, 12);
        IncidentStep step = incident.getSteps().get(0);
        step.setDetector(detector);
        step.setStage(stage.key());
        step.setPValue(pValue);
        return incident;
    }

    private static Incident consequence(String level, Incident incident) {
        incident.setConsequence(level);
        return incident;
    }

    private static Incident tier(String tier, Incident incident) {
        incident.setBudgetTier(tier);
        return incident;
    }

    private static Incident ending(String state, Incident incident) {
        incident.setState(state);
        return incident;
    }

    private static Incident touching(double bits, Incident incident) {
        IncidentStep step = incident.getSteps().get(0);
        step.setStage(Stage.OT_ACCESS.key());
        step.setSurpriseBits(bits);
        return incident;
    }
}

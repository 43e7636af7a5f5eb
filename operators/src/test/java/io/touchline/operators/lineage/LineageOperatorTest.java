// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import static io.touchline.testkit.FindingFixtures.finding;
import static io.touchline.testkit.FindingFixtures.sight;
import static io.touchline.testkit.TelemetryFixtures.ACCOUNT;
import static io.touchline.testkit.TelemetryFixtures.MAILBOX;
import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.WORKSTATION;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.findings.FindingsOperator;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import io.touchline.testkit.Harnesses;
import io.touchline.testkit.Harnesses.Backend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineageOperatorTest {
    private static final Finding MAIL =
            finding("1-mail")
                    .at(Stage.DELIVERY)
                    .on(MAILBOX)
                    .reachedBy(EntityKeys.external(SITE, "look-alike.example"))
                    .when(T0)
                    .build();
    private static final Finding TUNNEL =
            finding("2-tunnel").linkedTo(ACCOUNT, MAILBOX).when(T0 + HOUR).build();
    private static final Finding MOVE =
            finding("3-move")
                    .at(Stage.LATERAL_MOVEMENT)
                    .on(WORKSTATION)
                    .reaching(SERVER)
                    .when(T0 + 3 * HOUR)
                    .build();

    private KeyedOneInputStreamOperatorTestHarness<String, FindingMessage, ChainUpdate> lineage;

    @BeforeEach
    void start() throws Exception {
        lineage = open(null);
    }

    @AfterEach
    void stop() throws Exception {
        lineage.close();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, FindingMessage, ChainUpdate> open(
            @Nullable OperatorSubtaskState from) throws Exception {
        return Harnesses.keyed(
                new LineageOperator(LineageOptions.defaults()),
                FindingMessage::getSite,
                Backend.HEAP,
                from);
    }

    private static FindingMessage message(Finding finding) {
        return FindingMessage.newBuilder()
                .setKind(FindingsOperator.FINDING)
                .setSite(SITE)
                .setFinding(finding)
                .setGeneration(0)
                .setPartition(0)
                .setWatermark(0)
                .build();
    }

    private void find(Finding... findings) throws Exception {
        for (Finding finding : findings) {
            lineage.processElement(message(finding), finding.getKnownAt().toEpochMilli());
        }
    }

    private List<ChainUpdate> out() {
        return Harnesses.values(lineage);
    }

    private List<ChainStep> steps() {
        return Harnesses.side(lineage, LineageOperator.STEPS);
    }

    private static List<String> ids(ChainUpdate update) {
        return update.steps().stream().map(Finding::getFindingId).toList();
    }

    @Test
    void tellsAChainAtTheWatermarkOfEachOfItsFindings() throws Exception {
        find(MOVE, TUNNEL, MAIL);
        assertThat(out()).isEmpty();
        lineage.processWatermark(T0 + HOUR);
        assertThat(out()).hasSize(2);
        assertThat(ids(out().get(1))).containsExactly("1-mail", "2-tunnel");
        assertThat(out()).extracting(ChainUpdate::time).containsExactly(T0, T0 + HOUR);
        assertThat(out()).extracting(ChainUpdate::epoch).containsOnly(0);
        lineage.processWatermark(T0 + 3 * HOUR);
        assertThat(ids(out().get(2))).containsExactly("1-mail", "2-tunnel", "3-move");
    }

    @Test
    void openChainsSayWhichSourceIsBlindUntilItIsSeenAgain() throws Exception {
        long dark = T0 + 90 * MINUTE;
        find(MAIL, TUNNEL, sight("dark", "zeek", "silent", dark, dark + 5 * MINUTE));
        lineage.processWatermark(T0 + 2 * HOUR);

        ChainUpdate blind = last();
        assertThat(ids(blind)).containsExactly("1-mail", "2-tunnel");
        assertThat(blind.epoch()).isZero();
        assertThat(blind.time()).isEqualTo(dark + 5 * MINUTE);
        assertThat(blind.blind()).containsExactly(new ChainUpdate.BlindSource("zeek", dark));
        assertThat(steps()).hasSize(2); // no step of any chain

        find(MOVE);
        lineage.processWatermark(T0 + 3 * HOUR);
        assertThat(last().blind()).hasSize(1);

        find(sight("light", "zeek", "sighted", dark, T0 + 4 * HOUR));
        lineage.processWatermark(T0 + 4 * HOUR);
        assertThat(last().blind()).isEmpty();
        assertThat(ids(last())).containsExactly("1-mail", "2-tunnel", "3-move");
    }

    @Test
    void ofTheHealthOfSourcesNoChainGrows() throws Exception {
        find(sight("dark", "zeek", "silent", T0, T0));
        find(sight("much", "zeek.conn", "volume", T0, T0 + MINUTE));
        lineage.processWatermark(T0 + HOUR);
        assertThat(out()).isEmpty();
        // a chain that went on more than a day before says nothing of it either
        find(TUNNEL, sight("later", "m365", "silent", T0 + 3 * DAY, T0 + 3 * DAY));
        lineage.processWatermark(T0 + 3 * DAY);
        assertThat(out()).hasSize(1);
    }

    @Test
    void aRestartRemembersWhoIsBlindAndHearsNoOldNews() throws Exception {
        Finding dark = sight("dark", "zeek", "silent", T0, T0 + MINUTE);
        Finding light = sight("light", "zeek", "sighted", T0, T0 + 5 * MINUTE);
        find(dark);
        lineage.processWatermark(T0 + 2 * MINUTE);
        OperatorSubtaskState state = lineage.snapshot(1, 1);
        lineage.close();
        lineage = open(state);
        find(TUNNEL);
        lineage.processWatermark(T0 + HOUR);
        assertThat(last().blind()).hasSize(1);

        find(light);
        lineage.processWatermark(T0 + 2 * HOUR);
        int told = out().size();
        find(dark, light); // written again by a writer that restarted
        lineage.processWatermark(T0 + 3 * HOUR);
        assertThat(out()).hasSize(told);
    }

    private ChainUpdate last() {
        return out().get(out().size() - 1);
    }

    @Test
    void tellsCorrelationEachStepOncePerEpoch() throws Exception {
        find(MAIL, TUNNEL, MOVE);
        lineage.processWatermark(T0 + 3 * HOUR);
        assertThat(steps()).extracting(ChainStep::index).containsExactly(0, 1, 2);
        assertThat(steps())
                .extracting(ChainStep::stage)
                .containsExactly("delivery", "command-and-control", "lateral-movement");
        assertThat(steps())
                .extracting(ChainStep::cepTime)
                .containsExactly(T0, T0 + HOUR, T0 + 3 * HOUR);
    }

    @Test
    void theOrderOfArrivalIsIrrelevant() throws Exception {
        List<Finding> findings = story();
        List<ChainUpdate> expected = play(findings, -1);
        assertThat(expected.size()).isGreaterThanOrEqualTo(findings.size());
        for (int seed = 0; seed < 5; seed++) {
            List<Finding> shuffled = new ArrayList<>(findings);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(play(shuffled, -1)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    @Test
    void aRestoreMidwayGivesTheSameUpdates() throws Exception {
        List<Finding> findings = story();
        List<ChainUpdate> expected = play(findings, -1);
        for (int cut = 0; cut <= findings.size(); cut += 5) {
            assertThat(play(findings, cut)).as("cut at %d", cut).isEqualTo(expected);
        }
    }

    /** Forty findings on few machines, a fifth of them known hours after they happened. */
    private static List<Finding> story() {
        List<Finding> findings = new ArrayList<>();
        Random random = new Random(3);
        for (int i = 0; i < 40; i++) {
            long when = T0 + i * 20 * MINUTE;
            findings.add(
                    finding(String.format("f%02d", i))
                            .at(Stage.values()[random.nextInt(5)])
                            .on(EntityKeys.device(SITE, "d" + random.nextInt(6)))
                            .reaching(EntityKeys.device(SITE, "d" + random.nextInt(6)))
                            .when(when)
                            .knownAt(i % 5 == 0 ? when + 5 * HOUR : when)
                            .build());
        }
        findings.sort((a, b) -> a.getKnownAt().compareTo(b.getKnownAt()));
        return findings;
    }

    private static List<ChainUpdate> play(List<Finding> findings, int cut) throws Exception {
        List<ChainUpdate> updates = new ArrayList<>();
        var at = open(null);
        for (int i = 0; i <= findings.size(); i++) {
            if (i == cut) {
                long before = i == 0 ? T0 : findings.get(i - 1).getKnownAt().toEpochMilli();
                at.processWatermark(before - 1);
                OperatorSubtaskState state = Harnesses.barrier(at);
                updates.addAll(Harnesses.values(at));
                at.close();
                at = open(state);
            }
            if (i < findings.size()) {
                at.processElement(message(findings.get(i)), 0);
            }
        }
        at.processWatermark(T0 + DAY);
        updates.addAll(Harnesses.values(at));
        at.close();
        return updates;
    }

    @Test
    void ignoresAFindingThatWasWrittenAgain() throws Exception {
        find(MAIL, MAIL);
        lineage.processWatermark(T0);
        find(MAIL);
        lineage.processWatermark(T0 + HOUR);
        OperatorSubtaskState state = Harnesses.barrier(lineage);
        assertThat(out()).hasSize(1);
        lineage.close();
        lineage = open(state);
        find(MAIL);
        lineage.processWatermark(T0 + 2 * HOUR);
        assertThat(out()).isEmpty();
    }

    @Test
    void aLateLegIsToldAsTheNextEpoch() throws Exception {
        find(TUNNEL, MOVE);
        lineage.processWatermark(T0 + 3 * HOUR);
        int told = steps().size();
        Finding late =
                Finding.newBuilder(MAIL).setKnownAt(MOVE.getKnownAt().plusMillis(HOUR)).build();
        find(late);
        lineage.processWatermark(T0 + 4 * HOUR);
        ChainUpdate last = out().get(out().size() - 1);
        assertThat(last.epoch()).isEqualTo(1);
        assertThat(last.chain()).isEqualTo(out().get(0).chain());
        assertThat(ids(last)).containsExactly("1-mail", "2-tunnel", "3-move");
        assertThat(steps().subList(told, steps().size()))
                .hasSize(3)
                .allMatch(step -> step.epoch() == 1 && step.cepTime() >= T0 + 4 * HOUR);
    }

    @Test
    void correlationSeesExactlyTheStepsOfTheLastEpoch() throws Exception {
        String printer = EntityKeys.device(SITE, "10.0.6.6");
        Finding toPrinter =
                finding("b")
                        .at(Stage.LATERAL_MOVEMENT)
                        .on(WORKSTATION)
                        .reaching(printer)
                        .when(T0)
                        .build();
        Finding toServer =
                finding("c")
                        .at(Stage.DISCOVERY)
                        .on(WORKSTATION)
                        .reaching(SERVER)
                        .when(T0 + 5 * HOUR)
                        .build();
        Finding late =
                finding("d")
                        .at(Stage.COMMAND_AND_CONTROL)
                        .on(printer)
                        .when(T0 + 3 * HOUR)
                        .knownAt(T0 + 6 * HOUR)
                        .build();
        find(toPrinter, toServer, late);
        lineage.processWatermark(T0 + 6 * HOUR);
        assertStepsAreThoseOfTheLastUpdates();
    }

    @Test
    void correlationSeesExactlyTheStepsOfTheLastEpochInAnyStory() throws Exception {
        find(story().toArray(new Finding[0]));
        lineage.processWatermark(T0 + DAY);
        assertStepsAreThoseOfTheLastUpdates();
    }

    /**
     * A stronger rate finding takes the place of a weaker one of its hour: that is a new telling.
     */
    @Test
    void correlationSeesTheStrongestBurstOfAnHour() throws Exception {
        find(
                finding("a").by("rate").at(Stage.AVAILABILITY).bits(12).when(T0).build(),
                finding("b").by("rate").at(Stage.DISCOVERY).bits(20).when(T0 + MINUTE).build());
        lineage.processWatermark(T0 + HOUR);
        assertStepsAreThoseOfTheLastUpdates();
    }

    private void assertStepsAreThoseOfTheLastUpdates() {
        Map<String, ChainUpdate> last = new HashMap<>();
        out().forEach(update -> last.put(update.chain(), update));
        assertThat(last).isNotEmpty();
        for (ChainUpdate update : last.values()) {
            if (update.mergedInto() == null) {
                List<String> seen = new ArrayList<>();
                steps().stream()
                        .filter(s -> s.chain().equals(update.chain()))
                        .filter(s -> s.epoch() == update.epoch())
                        .forEach(s -> seen.add(s.index() + " " + s.stage() + " " + s.when()));
                List<String> told = new ArrayList<>();
                for (int i = 0; i < update.steps().size(); i++) {
                    Finding step = update.steps().get(i);
                    told.add(i + " " + step.getStage() + " " + step.getTime().toEpochMilli());
                }
                assertThat(seen).as("steps of %s", update.chain()).isEqualTo(told);
            }
        }
    }

    @Test
    void timesInCorrelationGrowStrictlyPerChain() throws Exception {
        List<Finding> findings = story();
        for (int i = 0; i < findings.size(); i++) {
            find(findings.get(i));
            if (i % 7 == 0) {
                lineage.processWatermark(findings.get(i).getKnownAt().toEpochMilli() - 1);
            }
        }
        lineage.processWatermark(T0 + DAY);
        Map<String, Long> last = new HashMap<>();
        for (ChainStep step : steps()) {
            assertThat(step.cepTime()).isGreaterThan(last.getOrDefault(step.chain(), 0L));
            last.put(step.chain(), step.cepTime());
        }
        assertThat(last).isNotEmpty();
    }

    @Test
    void saysIntoWhichChainAnotherWent() throws Exception {
        find(MAIL, TUNNEL);
        Finding write =
                finding("4-write")
                        .at(Stage.OT_IMPACT)
                        .on("device:venue:plc")
                        .reachedBy(SERVER)
                        .when(T0 + 5 * HOUR)
                        .build();
        Finding late =
                Finding.newBuilder(MOVE).setKnownAt(write.getKnownAt().plusMillis(1)).build();
        find(write, late);
        lineage.processWatermark(T0 + 6 * HOUR);
        String older = out().get(0).chain();
        assertThat(out())
                .filteredOn(update -> update.mergedInto() != null)
                .singleElement()
                .satisfies(update -> assertThat(update.mergedInto()).isEqualTo(older))
                .satisfies(update -> assertThat(update.steps()).isEmpty());
    }

    @Test
    void swallowsTheEndOfInput() throws Exception {
        find(MAIL);
        lineage.processWatermark(T0 - HOUR);
        lineage.processWatermark(Long.MAX_VALUE);
        assertThat(out()).hasSize(1);
        assertThat(Harnesses.watermarks(lineage)).containsExactly(T0 - HOUR);
    }

    @Test
    void progressIsNoFinding() throws Exception {
        lineage.processElement(
                FindingMessage.newBuilder(message(MAIL))
                        .setKind(FindingsOperator.PROGRESS)
                        .setFinding(null)
                        .build(),
                T0);
        lineage.processWatermark(T0);
        assertThat(out()).isEmpty();
    }

    @Test
    void holdsNoStateAfterExpiry() throws Exception {
        find(MAIL, TUNNEL, MOVE);
        lineage.processWatermark(T0 + 3 * HOUR);
        assertThat(lineage.numKeyedStateEntries()).isPositive();
        lineage.processWatermark(T0 + 5 * DAY);
        assertThat(lineage.numKeyedStateEntries()).isZero();
    }

    @Test
    void holdsNoStateAfterExpiryEvenIfItWasRestoredAndNothingNewCame() throws Exception {
        find(MAIL, TUNNEL, MOVE);
        lineage.processWatermark(T0 + 3 * HOUR);
        OperatorSubtaskState state = Harnesses.barrier(lineage);
        lineage.close();
        lineage = open(state);
        lineage.processWatermark(T0 + 5 * DAY);
        assertThat(lineage.numKeyedStateEntries()).isZero();
    }
}

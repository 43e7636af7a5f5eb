// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.prevalence;

import static io.touchline.operators.calibration.TestingCandidates.asking;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.calibration.HistogramDelta;
import io.touchline.schemas.avro.Finding;
import io.touchline.testkit.Harnesses;
import io.touchline.testkit.Harnesses.Backend;
import io.touchline.testkit.SerializerSnapshots;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PrevalenceOperatorTest {
    /** -log2(0.5/801): nobody of 800 knows it. */
    private static final double NOBODY = 10.645;

    private KeyedOneInputStreamOperatorTestHarness<String, Candidate, Candidate> prevalence;

    @BeforeEach
    void start() throws Exception {
        prevalence = open(null);
    }

    @AfterEach
    void stop() throws Exception {
        prevalence.close();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Candidate, Candidate> open(
            @Nullable OperatorSubtaskState from) throws Exception {
        return Harnesses.keyed(
                new PrevalenceOperator(), Candidate::prevalenceKey, Backend.HEAP, from);
    }

    private void ask(Candidate... candidates) throws Exception {
        for (Candidate candidate : candidates) {
            prevalence.processElement(candidate, candidate.knownAt());
        }
    }

    /** Its raw bits, after everything before it was answered. */
    private double answered(Candidate candidate) throws Exception {
        ask(candidate);
        prevalence.processWatermark(candidate.knownAt());
        return out().stream()
                .filter(it -> it.findingId().equals(candidate.findingId()))
                .mapToDouble(Candidate::rawBits)
                .findFirst()
                .orElse(0);
    }

    private List<Candidate> out() {
        return Harnesses.values(prevalence);
    }

    private static Candidate first(String entity, long at) {
        return asking(entity, "tunnel.example", entity + at, 3, at, false);
    }

    @Test
    void addsTheRarityToTheEntitysOwnBits() throws Exception {
        assertThat(answered(first("a", T0))).isCloseTo(3 + NOBODY, within(0.01));
        assertThat(out().get(0).finding().getParts()).containsKey("peers");
        assertThat(out().get(0).finding().getRawBits()).isEqualTo(out().get(0).rawBits());
    }

    @Test
    void claimsNoMoreThanTheMaturityOfTheEntityAllows() throws Exception {
        assertThat(answered(asking("a", "v", "a", 15, T0, false))).isEqualTo(18);
    }

    @Test
    void leavesTheAskerOut() throws Exception {
        answered(first("a", T0));
        // the same entity after its row was evicted: it does not acquit itself
        assertThat(answered(first("a", T0 + 10 * DAY))).isCloseTo(3 + NOBODY, within(0.01));
        assertThat(answered(first("b", T0 + 20 * DAY))).isLessThan(3 + NOBODY - 1);
    }

    @Test
    void onlyPeersThatMetItMoreThanTwoDaysAgoAcquit() throws Exception {
        answered(first("a", T0));
        assertThat(answered(first("b", T0 + 48 * HOUR))).isCloseTo(3 + NOBODY, within(0.01));
        // a is old enough now, b is not: (1 + 1/2)/801
        assertThat(answered(first("c", T0 + 48 * HOUR + 1))).isCloseTo(3 + 9.06, within(0.01));
    }

    @Test
    void aPeerThatWasUnderSuspicionItselfDoesNotAcquit() throws Exception {
        answered(asking("a", "tunnel.example", "a", 3, T0, true));
        assertThat(answered(first("b", T0 + 10 * DAY))).isCloseTo(3 + NOBODY, within(0.01));
    }

    @Test
    void whatMoreThanATwentiethOfThePeersKnowIsNoCandidate() throws Exception {
        for (int i = 0; i < 60; i++) {
            answered(first("peer-" + i, T0));
        }
        // of 800 peers 40 are a twentieth
        assertThat(answered(first("late", T0 + 10 * DAY))).isZero();
        assertThat(out()).extracting(Candidate::findingId).doesNotContain("late" + T0 + 10 * DAY);
    }

    @Test
    void countsWhatIsNoCandidateInTheHistogramToo() throws Exception {
        for (int i = 0; i < 60; i++) {
            answered(first("peer-" + i, T0 + i * 7 * HOUR));
        }
        answered(first("late", T0 + 30 * DAY));
        assertThat(out()).hasSizeLessThan(61);
        assertThat(learnt()).isEqualTo(61 * 128);
        assertThat(Harnesses.side(prevalence, PrevalenceOperator.HISTOGRAMS))
                .anyMatch(delta -> delta.bin() == 0);
    }

    @Test
    void ofAWaveOnlyTheFirstFewTeachWhatIsUsualButAllAreTold() throws Exception {
        for (int i = 0; i < 60; i++) {
            answered(first("peer-" + i, T0 + i));
        }
        assertThat(out()).hasSize(60 + waves().size());
        assertThat(learnt()).isEqualTo(3 * 128);
    }

    private long learnt() {
        return Harnesses.side(prevalence, PrevalenceOperator.HISTOGRAMS).stream()
                .filter(it -> !it.stratum().startsWith("wave."))
                .mapToLong(HistogramDelta::weight)
                .sum();
    }

    @Test
    void theOrderOfArrivalInsideAWatermarkIsIrrelevant() throws Exception {
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            candidates.add(first("entity-" + i % 25, T0 + i * 5 * HOUR));
        }
        List<Candidate> expected = play(candidates, List.of());
        for (int seed = 0; seed < 5; seed++) {
            List<Candidate> shuffled = new ArrayList<>(candidates);
            Collections.shuffle(shuffled, new Random(seed));
            assertThat(play(shuffled, List.of())).as("seed %d", seed).isEqualTo(expected);
        }
        assertThat(play(candidates, List.of(7, 20, 33))).isEqualTo(expected);
    }

    /** With a snapshot and restore before each of these candidates. */
    private List<Candidate> play(List<Candidate> candidates, List<Integer> restores)
            throws Exception {
        List<Candidate> answered = new ArrayList<>();
        var at = open(null);
        for (int i = 0; i < candidates.size(); i++) {
            if (restores.contains(i)) {
                at.processWatermark(candidates.get(i).knownAt() - 10 * HOUR);
                OperatorSubtaskState state = Harnesses.barrier(at);
                answered.addAll(Harnesses.values(at));
                at.close();
                at = open(state);
            }
            at.processElement(candidates.get(i), candidates.get(i).knownAt());
        }
        at.processWatermark(T0 + 30 * DAY);
        answered.addAll(Harnesses.values(at));
        at.close();
        return answered;
    }

    /** Of the same segment, and then of another: what is usual is each segment's own. */
    @Test
    void anArrivalIsJudgedByItsSegmentAndItsStateIsRestored() throws Exception {
        for (int hour = 0; hour < 400; hour++) {
            answered(arrival("a" + hour, "10.0.1.0/24", T0 + hour * HOUR));
        }
        answered(arrival("b", "10.0.2.0/24", T0));
        OperatorSubtaskState state = Harnesses.barrier(prevalence);
        prevalence.close();
        prevalence = open(state);
        assertThat(answered(arrival("c", "10.0.1.0/24", T0 + 400 * HOUR))).isLessThan(1);
        assertThat(answered(arrival("d", "10.0.2.0/24", T0 + 400 * HOUR))).isGreaterThan(6);
        assertThat(out().get(out().size() - 1).finding().getExpected())
                .startsWith("something new about every ");
    }

    private static Candidate arrival(String entity, String segment, long at) {
        Candidate asking = asking(entity, segment, entity + at, 0, at, false);
        return new Candidate(
                asking.stratum(),
                0,
                0,
                6,
                24,
                at,
                asking.prevalenceKey(),
                asking.entityHash(),
                asking.groupSize(),
                false,
                Finding.newBuilder(asking.finding()).setDetector("arrival").build());
    }

    /** It met the value before, and asks once more: that is not another peer. */
    @Test
    void aRhythmOnlyAsks() throws Exception {
        Candidate asks = first("a", T0);
        answered(
                asks.completed(
                        3, Finding.newBuilder(asks.finding()).setDetector("beaconing").build()));
        assertThat(answered(first("b", T0 + 10 * DAY))).isCloseTo(3 + NOBODY, within(0.01));
    }

    /** An update service that all have met since yesterday. */
    @Test
    void aRhythmOfHalfThePeersIsAServiceAtOnce() throws Exception {
        int group = 8;
        for (String peer : List.of("a", "b", "c")) {
            answered(ofGroup(first(peer, T0), group));
        }
        // three of eight: -log2(0.5/9), nobody, for none of them met it two days ago
        assertThat(answered(rhythm("x", T0 + 20 * HOUR, group))).isCloseTo(3 + 4.17, within(0.01));
        answered(ofGroup(first("d", T0 + HOUR), group));
        assertThat(answered(rhythm("y", T0 + 21 * HOUR, group))).isZero();
        // of a value met for the first time, half of the peers at once are a wave
        assertThat(answered(ofGroup(first("z", T0 + 22 * HOUR), group))).isGreaterThan(7);
    }

    private static Candidate rhythm(String entity, long at, int group) {
        Candidate asks =
                ofGroup(asking(entity, "tunnel.example", "r" + entity, 3, at, false), group);
        return asks.completed(
                3, Finding.newBuilder(asks.finding()).setDetector("beaconing").build());
    }

    private static Candidate ofGroup(Candidate it, int group) {
        return changed(it, it.stratum(), group);
    }

    private static Candidate changed(Candidate it, String stratum, long group) {
        return new Candidate(
                stratum,
                it.bucket(),
                it.rawBits(),
                it.gateBits(),
                it.capBits(),
                it.knownAt(),
                it.prevalenceKey(),
                it.entityHash(),
                group,
                it.unsettled(),
                it.finding());
    }

    /** An asker without a past is acquitted by peers that met it just now. */
    @Test
    void theYoungTakeTheirPeersWordAtOnce() throws Exception {
        answered(first("a", T0));
        Candidate young = first("b", T0 + HOUR);
        assertThat(
                        answered(
                                young.completed(
                                        3,
                                        Finding.newBuilder(young.finding()).setCold(true).build())))
                .isCloseTo(3 + 9.06, within(0.01));
    }

    @Test
    void emitsNothingAtABarrierButItsDeltas() throws Exception {
        ask(first("a", T0), first("b", T0 + HOUR));
        prevalence.processWatermark(T0);
        int deltas = Harnesses.side(prevalence, PrevalenceOperator.HISTOGRAMS).size();
        Harnesses.barrier(prevalence);
        assertThat(out()).hasSize(1);
        prevalence.processWatermark(T0 + HOUR);
        // of the candidate, and of how far its value went
        assertThat(Harnesses.side(prevalence, PrevalenceOperator.HISTOGRAMS)).hasSize(deltas + 2);
    }

    private List<Candidate> waves() {
        return out().stream().filter(it -> it.finding().getDetector().equals("wave")).toList();
    }

    @Test
    void whatGoesThroughThePeersWithinHoursIsAWaveToldAtEachDoubling() throws Exception {
        for (int i = 0; i < 13; i++) {
            answered(first("peer-" + i, T0 + i * 10 * 60_000L));
        }
        assertThat(waves())
                .extracting(it -> it.finding().getSupport())
                .containsExactly(3L, 6L, 12L);
        Candidate third = waves().get(0);
        assertThat(third.finding().getEntity()).isEqualTo("peer-2");
        assertThat(third.finding().getStage()).isEqualTo("command-and-control");
        assertThat(third.finding().getObserved()).startsWith("3 within six hours: ");
        assertThat(third.stratum()).startsWith("wave.destination");
        assertThat(third.rawBits()).isLessThan(waves().get(1).rawBits());
        // and it is no discount
        assertThat(answered(first("late", T0 + 3 * HOUR))).isCloseTo(3 + NOBODY, within(0.01));
    }

    @Test
    void aCustomerOfSeveralServersIsNoWave() throws Exception {
        for (int i = 0; i < 4; i++) {
            Candidate page = first("peer-" + i, T0 + i);
            answered(changed(page, "novelty.inbound-network.server", page.groupSize()));
        }
        assertThat(waves()).isEmpty();
    }

    @Test
    void whatComesNowAndThenIsNoWave() throws Exception {
        for (int i = 0; i < 4; i++) {
            answered(first("peer-" + i, T0 + i * 7 * HOUR));
        }
        assertThat(waves()).isEmpty();
    }

    @Test
    void whatAPeerKnowsForDaysIsNoWave() throws Exception {
        answered(first("old", T0));
        for (int i = 0; i < 4; i++) {
            answered(first("peer-" + i, T0 + 3 * DAY + i));
        }
        assertThat(waves()).isEmpty();
    }

    @Test
    void theYoungMakeNoWave() throws Exception {
        for (int i = 0; i < 4; i++) {
            Candidate young = first("peer-" + i, T0 + i);
            answered(young.completed(3, Finding.newBuilder(young.finding()).setCold(true).build()));
        }
        assertThat(waves()).isEmpty();
    }

    @Test
    void howFarNewValuesGoIsLearntFromAllOfThem() throws Exception {
        answered(first("a", T0));
        answered(first("b", T0 + 1));
        answered(asking("c", "other.example", "c", 3, T0 + 2, false));
        assertThat(
                        Harnesses.side(prevalence, PrevalenceOperator.HISTOGRAMS).stream()
                                .filter(it -> it.stratum().startsWith("wave."))
                                .mapToLong(HistogramDelta::weight)
                                .sum())
                .isEqualTo(3 * 128);
    }

    @Test
    void holdsNoStateAndNoTimerSixtyDaysAfterTheLastUse() throws Exception {
        answered(first("a", T0));
        answered(first("b", T0 + 30 * DAY));
        prevalence.processWatermark(T0 + 89 * DAY);
        assertThat(prevalence.numKeyedStateEntries()).isEqualTo(1);
        prevalence.processWatermark(T0 + 91 * DAY);
        assertThat(prevalence.numKeyedStateEntries()).isZero();
        assertThat(prevalence.numEventTimeTimers()).isZero();
    }

    @Test
    void aValueThatWasForgottenIsAskedAnewWhereverTheWatermarkWas() throws Exception {
        Candidate again = first("b", T0 + 100 * DAY);
        ask(first("a", T0), again);
        prevalence.processWatermark(T0 + 100 * DAY);
        double atOnce = out().get(1).rawBits();
        prevalence.close();
        start();
        answered(first("a", T0));
        prevalence.processWatermark(T0 + 90 * DAY);
        assertThat(answered(again)).isEqualTo(atOnce);
    }

    @Test
    void aPopularValueHoldsAFewHundredBytes() throws Exception {
        PeerSet set = new PeerSet();
        for (int i = 0; i < 10_000; i++) {
            set.firstUse(i, T0 + i % 8 * 3 * HOUR, false);
        }
        assertThat(SerializerSnapshots.bytes(PeerSetSerializer.INSTANCE, set).length)
                .isLessThan(400);
        assertThat(set.others(-1, T0 + 8 * DAY)).isEqualTo(10_000);
    }

    @Test
    void aValueWithANewFriendEverySlotForTenYearsStaysBounded() throws Exception {
        PeerSet set = new PeerSet();
        for (int i = 0; i < 10 * 365 * 4; i++) {
            set.firstUse(i, T0 + i * 6 * HOUR, false);
        }
        assertThat(SerializerSnapshots.bytes(PeerSetSerializer.INSTANCE, set).length)
                .isLessThan(4_000);
    }
}

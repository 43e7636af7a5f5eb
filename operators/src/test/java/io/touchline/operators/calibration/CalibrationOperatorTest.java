// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.calibration;

import static io.touchline.operators.calibration.TestingCandidates.STRATUM;
import static io.touchline.operators.calibration.TestingCandidates.candidate;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.touchline.operators.stats.BitsHistogram;
import io.touchline.schemas.avro.Finding;
import io.touchline.testkit.Harnesses;
import io.touchline.testkit.Harnesses.Backend;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CalibrationOperatorTest {
    private static final long HOUR_OF_T0 = T0 / HOUR;

    private KeyedTwoInputStreamOperatorTestHarness<String, Candidate, HistogramDelta, Finding>
            calibration;

    @BeforeEach
    void start() throws Exception {
        calibration = open(null);
    }

    @AfterEach
    void stop() throws Exception {
        calibration.close();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<
                    String, Candidate, HistogramDelta, Finding>
            open(@Nullable OperatorSubtaskState from) throws Exception {
        return Harnesses.keyed(
                new CalibrationOperator(),
                Candidate::stratum,
                HistogramDelta::stratum,
                Backend.HEAP,
                from);
    }

    /** {@code samples} scores of {@code bits} in the hour. */
    private static HistogramDelta delta(long hour, double bits, long samples) {
        return new HistogramDelta(
                STRATUM, hour, 3, BitsHistogram.bin(bits), samples * BitsHistogram.UNIT);
    }

    private void learn(HistogramDelta... deltas) throws Exception {
        for (HistogramDelta delta : deltas) {
            calibration.processElement2(delta, delta.hour() * HOUR);
        }
    }

    private void claim(Candidate... candidates) throws Exception {
        for (Candidate candidate : candidates) {
            calibration.processElement1(candidate, candidate.knownAt());
        }
    }

    private void watermark(long time) throws Exception {
        calibration.processBothWatermarks(new Watermark(time));
    }

    private List<Finding> out() {
        return Harnesses.values(calibration);
    }

    @Test
    void anEmptyStratumIsJudgedByTheShippedDefault() throws Exception {
        claim(candidate("weak", 8, T0), candidate("strong", 14, T0));
        watermark(T0);
        // shipped: a raw bit is worth about a bit
        assertThat(out()).extracting(Finding::getFindingId).containsExactly("strong");
        Finding finding = out().get(0);
        assertThat(finding.getSurpriseBits()).isBetween(10.0, 16.0);
        assertThat(finding.getPValue())
                .isCloseTo(Math.pow(2, -finding.getSurpriseBits()), within(1e-9));
        assertThat(finding.getRawBits()).isEqualTo(14);
    }

    @Test
    void aStratumThatOftenShowsSuchBitsLetsThemPass() throws Exception {
        learn(delta(HOUR_OF_T0 - 2, 14, 500), delta(HOUR_OF_T0 - 2, 1, 500));
        claim(candidate("f", 14, T0));
        watermark(T0);
        assertThat(out()).isEmpty();
    }

    @Test
    void deltasOfTheCandidatesOwnHourDoNotCount() throws Exception {
        learn(delta(HOUR_OF_T0, 14, 5_000));
        claim(candidate("f", 14, T0 + 59 * MINUTE));
        watermark(T0 + 59 * MINUTE);
        assertThat(out()).hasSize(1);
        claim(candidate("g", 14, T0 + HOUR));
        watermark(T0 + HOUR);
        assertThat(out()).hasSize(1);
    }

    @Test
    void isJudgedAtItsWatermarkOnly() throws Exception {
        claim(candidate("f", 14, T0 + HOUR));
        watermark(T0 + HOUR - 1);
        assertThat(out()).isEmpty();
        // a delta of a closed hour that came after the candidate but before the watermark counts
        learn(delta(HOUR_OF_T0, 14, 5_000));
        watermark(T0 + HOUR);
        assertThat(out()).isEmpty();
    }

    @Test
    void anOlderBucketOfSupportLendsToAYoungerButNotTheOtherWayRound() throws Exception {
        learn(
                new HistogramDelta(
                        STRATUM,
                        HOUR_OF_T0 - 1,
                        9,
                        BitsHistogram.bin(14),
                        5_000L * BitsHistogram.UNIT));
        claim(candidate("f", 14, T0));
        watermark(T0);
        assertThat(out()).hasSize(1);
        learn(
                new HistogramDelta(
                        STRATUM,
                        HOUR_OF_T0,
                        1,
                        BitsHistogram.bin(14),
                        5_000L * BitsHistogram.UNIT));
        claim(candidate("g", 14, T0 + HOUR));
        watermark(T0 + HOUR);
        assertThat(out()).hasSize(1);
    }

    @Test
    void whatWasLearntFades() throws Exception {
        learn(delta(HOUR_OF_T0, 14, 40));
        claim(candidate("soon", 14, T0 + 2 * HOUR));
        watermark(T0 + 2 * HOUR);
        assertThat(out()).isEmpty();
        // a year later, one quiet score closes a new hour and fades the old ones
        long year = HOUR_OF_T0 + 365 * 24;
        learn(delta(year, 0, 1));
        claim(candidate("later", 14, (year + 1) * HOUR));
        watermark((year + 1) * HOUR);
        assertThat(out()).extracting(Finding::getFindingId).containsExactly("later");
    }

    @Test
    void neitherTheOrderOfArrivalNorARestoreChangesAnything() throws Exception {
        List<Object> story = new ArrayList<>();
        Random random = new Random(11);
        for (int hour = 0; hour < 48; hour++) {
            for (int i = 0; i < 6; i++) {
                story.add(
                        delta(HOUR_OF_T0 + hour, random.nextDouble() * 12, 1 + random.nextInt(9)));
            }
            for (int i = 0; i < 3; i++) {
                story.add(
                        candidate(
                                "f" + hour + "-" + i,
                                9 + random.nextInt(6),
                                T0 + hour * HOUR + random.nextInt((int) HOUR)));
            }
        }
        List<Finding> expected = play(story, 0, false);
        assertThat(expected.size()).isBetween(10, 140);
        for (int seed = 1; seed <= 4; seed++) {
            assertThat(play(story, seed, seed % 2 == 0)).as("seed %d", seed).isEqualTo(expected);
        }
    }

    /** Hour by hour, each in any order, with watermarks in between where it makes no row late. */
    private static List<Finding> play(List<Object> story, int seed, boolean restores)
            throws Exception {
        List<Finding> findings = new ArrayList<>();
        var at = open(null);
        for (int hour = 0; hour < 48; hour++) {
            List<Object> rows = new ArrayList<>(story.subList(hour * 9, hour * 9 + 9));
            if (seed != 0) {
                Collections.shuffle(rows, new Random(seed * 100L + hour));
            }
            if (restores && hour % 5 == 3) {
                OperatorSubtaskState state = Harnesses.barrier(at);
                findings.addAll(Harnesses.values(at));
                at.close();
                at = open(state);
            }
            for (Object row : rows) {
                if (row instanceof Candidate candidate) {
                    at.processElement1(candidate, candidate.knownAt());
                } else if (row instanceof HistogramDelta delta) {
                    at.processElement2(delta, delta.hour() * HOUR);
                }
            }
            if (seed == 0 || hour % seed == 0 || hour == 47) {
                at.processBothWatermarks(new Watermark(T0 + (hour + 1) * HOUR - 1));
            }
        }
        findings.addAll(Harnesses.values(at));
        at.close();
        findings.sort((a, b) -> a.getFindingId().compareTo(b.getFindingId()));
        return findings;
    }

    @Test
    void keepsCandidatesThatWaitOverARestore() throws Exception {
        claim(candidate("f", 14, T0 + HOUR));
        watermark(T0);
        OperatorSubtaskState state = Harnesses.barrier(calibration);
        calibration.close();
        calibration = open(state);
        watermark(T0 + HOUR);
        assertThat(out()).extracting(Finding::getFindingId).containsExactly("f");
    }

    @Test
    void forwardsTheWatermarkAfterItsFindings() throws Exception {
        claim(candidate("f", 14, T0));
        watermark(T0 + DAY);
        assertThat(calibration.getOutput()).last().isInstanceOf(Watermark.class);
        assertThat(Harnesses.watermarks(calibration)).containsExactly(T0 + DAY);
    }

    private List<CalibrationTotal> totals() {
        return Harnesses.side(calibration, CalibrationOperator.TOTALS);
    }

    private CalibrationTotal last() {
        return totals().get(totals().size() - 1);
    }

    @Test
    void countsHowManyScoresHadSoManyBitsAsHoursClose() throws Exception {
        // 1,000 of the first hour are judged by nothing; of the second hour three stand out
        learn(delta(HOUR_OF_T0, 1, 1_000));
        learn(delta(HOUR_OF_T0 + 1, 1, 97), delta(HOUR_OF_T0 + 1, 30, 3));
        watermark(T0 + 2 * HOUR - 1);
        assertThat(last().scores()).isZero();
        watermark(T0 + 2 * HOUR);
        assertThat(last()).isEqualTo(new CalibrationTotal(STRATUM, 100, 3, 3, 3, 3));
        // what was seen before is not surprising: 3 of 1,100 before it are 9.2 bits
        learn(delta(HOUR_OF_T0 + 4, 30, 1));
        watermark(T0 + 5 * HOUR);
        assertThat(last()).isEqualTo(new CalibrationTotal(STRATUM, 101, 4, 4, 4, 3));
        int told = totals().size();
        watermark(T0 + 9 * HOUR);
        assertThat(totals()).hasSize(told);
    }

    @Test
    void aStratumThatKnowsLittleCountsNothing() throws Exception {
        learn(delta(HOUR_OF_T0, 1, 39));
        watermark(T0 + HOUR);
        learn(delta(HOUR_OF_T0 + 1, 14, 5));
        watermark(T0 + 2 * HOUR);
        assertThat(last().scores()).isZero();
        learn(delta(HOUR_OF_T0 + 2, 14, 5));
        watermark(T0 + 3 * HOUR);
        // 44 are enough
        assertThat(last().scores()).isEqualTo(5);
    }

    @Test
    void goesOnCountingAfterARestore() throws Exception {
        learn(delta(HOUR_OF_T0, 1, 1_000), delta(HOUR_OF_T0 + 1, 1, 100));
        watermark(T0 + 2 * HOUR);
        CalibrationTotal before = last();
        assertThat(before.scores()).isEqualTo(100);
        learn(delta(HOUR_OF_T0 + 2, 1, 10));
        OperatorSubtaskState snapshot = calibration.snapshot(1, 1);
        calibration.close();
        calibration = open(snapshot);
        watermark(T0 + 2 * HOUR);
        assertThat(totals()).containsExactly(before);
        watermark(T0 + 3 * HOUR);
        assertThat(last().scores()).isEqualTo(110);
    }
}

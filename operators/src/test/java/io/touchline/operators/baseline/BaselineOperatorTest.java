// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static io.touchline.testkit.TelemetryFixtures.ACCOUNT;
import static io.touchline.testkit.TelemetryFixtures.CONTROLLER;
import static io.touchline.testkit.TelemetryFixtures.HISTORIAN;
import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.WORKSTATION;
import static io.touchline.testkit.TelemetryFixtures.audit;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.TelemetryFixtures.otRead;
import static io.touchline.testkit.TelemetryFixtures.visit;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.rate.RateMetric;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Zone;
import io.touchline.testkit.Harnesses.Backend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BaselineOperatorTest {
    private static final String ALL = "";
    private static final long WARM_HOURS = 200;

    /** Twenty connections an hour to one server. */
    private static List<Interaction> quietHours(long hours) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < hours * 20; i++) {
            rows.add(flow().to(SERVER).port(445).at(T0 + i * 3 * MINUTE).build());
        }
        return rows;
    }

    private static List<Interaction> burst(long from, int count) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(flow().to(SERVER).port(445).at(from + i * SECOND).build());
        }
        return rows;
    }

    private static void read(TestingBaseline baseline, List<Interaction> rows) throws Exception {
        for (Interaction row : rows) {
            baseline.row(row);
        }
    }

    @Test
    void hoursInWhichItsSourceWasBlindTeachNobodyThatHeIsQuiet() throws Exception {
        long dark = T0 + WARM_HOURS * HOUR;
        long light = dark + 100 * HOUR;
        double seen = exposureAfterAGap(SharedTable.group("none", T0, 0, 0), light);
        double blind =
                exposureAfterAGap(SharedTable.blind("zeek", dark, dark + MINUTE, light), light);
        double other =
                exposureAfterAGap(SharedTable.blind("m365", dark, dark + MINUTE, light), light);
        assertThat(other).isEqualTo(seen);
        // a hundred hours, of which exposure knows by its half-life
        assertThat(seen - blind).isBetween(60.0, 100.0);
    }

    private static double exposureAfterAGap(SharedTable table, long light) throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, ALL)) {
            read(baseline, quietHours(WARM_HOURS));
            baseline.table(table);
            for (int i = 0; i < 3; i++) {
                baseline.row(flow().to(SERVER).port(445).at(light + i * HOUR).build());
            }
            baseline.watermark(light + 3 * HOUR);
            return baseline.baseline(WORKSTATION).counts.get(RateMetric.ACTIVITY).exposure;
        }
    }

    @Test
    void staysSilentWhenCold() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, ALL)) {
            baseline.row(visit("first.example").at(T0).build());
            baseline.row(otRead().to(HISTORIAN).at(T0).build());
            baseline.row(audit("consent").at(T0).build());
            read(baseline, burst(T0 + MINUTE, 100));
            baseline.watermark(T0 + DAY);
            assertThat(baseline.calibrated()).isEmpty();
            assertThat(baseline.asked()).isNotEmpty().allMatch(it -> it.rawBits() < 1);
        }
    }

    @Test
    void emitsNothingBeforeTheWatermark() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "novelty")) {
            baseline.row(visit("first.example").at(T0).build());
            baseline.watermark(T0 - 1);
            assertThat(baseline.candidates()).isEmpty();
            assertThat(baseline.everythingHeld()).isZero();
            baseline.watermark(T0);
            assertThat(baseline.candidates()).hasSize(1);
        }
    }

    @Test
    void closesAnExceededWindowAtItsDueTimeByTimerAndByRowAlike() throws Exception {
        long hour = T0 + WARM_HOURS * HOUR;
        long due = hour + HOUR + 10 * SECOND;
        try (TestingBaseline byTimer = warm(hour);
                TestingBaseline byRow = warm(hour)) {
            byTimer.watermark(due - 1);
            assertThat(byTimer.calibrated()).isEmpty();
            byTimer.watermark(due);
            assertThat(byTimer.calibrated()).hasSize(1);

            Interaction next = flow().to(SERVER).port(445).at(due + 1).build();
            byTimer.row(next);
            byTimer.watermark(due + HOUR);
            byRow.row(next);
            byRow.watermark(due + HOUR);
            assertThat(byRow.candidates()).isEqualTo(byTimer.candidates());
            assertThat(byRow.histograms()).isEqualTo(byTimer.histograms());
            assertThat(byRow.baselines()).isEqualTo(byTimer.baselines());

            Candidate candidate = byRow.calibrated().get(0);
            assertThat(candidate.knownAt()).isEqualTo(due);
            assertThat(candidate.rawBits()).isGreaterThan(10);
            assertThat(candidate.finding().getTime().toEpochMilli()).isBetween(hour, hour + HOUR);
        }
    }

    private static TestingBaseline warm(long burstAt) throws Exception {
        TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "rate");
        read(baseline, quietHours(WARM_HOURS));
        read(baseline, burst(burstAt + MINUTE, 300));
        baseline.watermark(burstAt + MINUTE + 300 * SECOND);
        return baseline;
    }

    @Test
    void setsNoTimerForAnOrdinaryWindow() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, ALL)) {
            read(baseline, quietHours(5));
            baseline.watermark(T0 + 5 * HOUR);
            // the one of expiry
            assertThat(baseline.timers()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void saysTheSameForAnySplitIntoBundlesWithBarriersAndRestores(Backend backend)
            throws Exception {
        List<Interaction> rows = story();
        Result atOnce = play(rows, 0, backend);
        assertThat(atOnce.candidates).anyMatch(it -> it.stratum().startsWith("rate"));
        assertThat(atOnce.candidates)
                .anyMatch(it -> it.stratum().startsWith("novelty") && it.rawBits() > 6);
        for (long seed = 1; seed <= 6; seed++) {
            Result split = play(rows, seed, backend);
            assertThat(split.candidates).as("seed %d", seed).isEqualTo(atOnce.candidates);
            assertThat(split.histograms).as("seed %d", seed).isEqualTo(atOnce.histograms);
            assertThat(split.baselines).as("seed %d", seed).isEqualTo(atOnce.baselines);
        }
    }

    private record Result(
            List<Candidate> candidates,
            Map<String, Long> histograms,
            Map<String, String> baselines) {}

    /** Five entities of all kinds over thirty days, with bursts, nights, late rows, new values. */
    private static List<Interaction> story() {
        SplittableRandom random = new SplittableRandom(42);
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            // busy days, silent nights
            long time = T0 + (i / 134) * DAY + random.nextLong(14 * HOUR);
            boolean bursting = i % 400 < 40;
            if (bursting) {
                time = T0 + (i / 134) * DAY + 9 * HOUR + random.nextLong(10 * MINUTE);
            }
            long lateness = random.nextInt(20) == 0 ? random.nextLong(20 * HOUR) : 0;
            String value = random.nextInt(40) == 0 ? "new-" + i : "old-" + random.nextInt(5);
            rows.add(
                    switch (bursting ? 0 : random.nextInt(5)) {
                        case 0 ->
                                flow().to(SERVER)
                                        .port(random.nextInt(60) == 0 ? i : 445)
                                        .at(time)
                                        .writtenAt(time + lateness)
                                        .build();
                        case 1 ->
                                visit(value + ".example")
                                        .at(time)
                                        .writtenAt(time + lateness)
                                        .bytesOut(1_000L + random.nextInt(1_000_000))
                                        .build();
                        case 2 -> otRead().to(HISTORIAN).at(time).id(i).build();
                        case 3 -> audit(value).at(time).writtenAt(time + 80 * MINUTE).build();
                        default ->
                                flow().from(EntityKeys.cohort(SITE, "10.7." + i % 10 + ".0/24"))
                                        .inZone(Zone.VISITOR)
                                        .at(time)
                                        .build();
                    });
        }
        rows.sort(
                Comparator.comparingLong(Interaction::writeTime)
                        .thenComparingLong(Interaction::idLow));
        return rows;
    }

    private static Result play(List<Interaction> rows, long seed, Backend backend)
            throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        List<Candidate> candidates = new ArrayList<>();
        Map<String, Long> histograms = new TreeMap<>();
        TestingBaseline baseline = new TestingBaseline(backend, ALL);
        long reached = Long.MIN_VALUE;
        for (Interaction row : rows) {
            if (seed != 0 && random.nextInt(25) == 0) {
                reached = Math.max(reached, row.writeTime() - 1 - random.nextInt(3_000));
                baseline.watermark(reached);
            }
            if (seed != 0 && random.nextInt(200) == 0) {
                baseline.barrier();
            }
            if (seed != 0 && random.nextInt(800) == 0) {
                baseline.barrier();
                collect(baseline, candidates, histograms);
                baseline = baseline.restored();
            }
            baseline.row(row);
        }
        baseline.watermark(rows.get(rows.size() - 1).writeTime() + DAY);
        collect(baseline, candidates, histograms);
        candidates.sort(
                Comparator.comparingLong(Candidate::knownAt).thenComparing(Candidate::findingId));
        Result result = new Result(candidates, histograms, baseline.baselines());
        baseline.close();
        return result;
    }

    private static void collect(
            TestingBaseline baseline, List<Candidate> candidates, Map<String, Long> histograms) {
        candidates.addAll(baseline.candidates());
        baseline.histograms().forEach((slot, weight) -> histograms.merge(slot, weight, Long::sum));
    }

    @Test
    void neverEmitsATimeBeyondTheWatermarkNorBehindTheOneBefore() throws Exception {
        SplittableRandom random = new SplittableRandom(7);
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, ALL)) {
            int told = 0;
            long before = Long.MIN_VALUE;
            List<Interaction> rows = story();
            for (Interaction row : rows) {
                if (random.nextInt(50) == 0 && row.writeTime() - 1 > before) {
                    baseline.watermark(row.writeTime() - 1);
                    List<Candidate> all = new ArrayList<>(baseline.asked());
                    all.addAll(baseline.calibrated());
                    long floor = before;
                    assertThat(all.stream().filter(it -> it.knownAt() > floor).count())
                            .isEqualTo(all.size() - told);
                    assertThat(all).allMatch(it -> it.knownAt() <= row.writeTime() - 1);
                    told = all.size();
                    before = row.writeTime() - 1;
                }
                baseline.row(row);
            }
            assertThat(told).isPositive();
        }
    }

    @Test
    void holdsNoStateAndNoTimerAfterExpiry() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, ALL)) {
            read(baseline, story());
            baseline.watermark(T0 + 30 * DAY);
            assertThat(baseline.everythingHeld()).isPositive();
            baseline.watermark(T0 + 74 * DAY);
            assertThat(baseline.baselines()).isNotEmpty();
            baseline.watermark(T0 + 30 * DAY + 46 * DAY);
            assertThat(baseline.everythingHeld()).isZero();
        }
    }

    @Test
    void forgetsAVisitorAfterHalfADayAndAnEntityAfterFortyFiveDays() throws Exception {
        String visitor = EntityKeys.device(SITE, "da:11:22:33:44:55");
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, ALL)) {
            baseline.row(flow().from(visitor).inZone(Zone.VISITOR).at(T0).build());
            baseline.row(flow().at(T0).build());
            baseline.watermark(T0 + 12 * HOUR - 1);
            assertThat(baseline.baseline(visitor)).isNotNull();
            baseline.watermark(T0 + 18 * HOUR);
            assertThat(baseline.baseline(visitor)).isNull();
            baseline.watermark(T0 + 45 * DAY - 1);
            assertThat(baseline.baseline(WORKSTATION)).isNotNull();
            baseline.watermark(T0 + 45 * DAY + 6 * HOUR);
            assertThat(baseline.baseline(WORKSTATION)).isNull();
        }
    }

    @Test
    void anEntityThatWasForgottenIsMetAnewWhereverTheWatermarkWas() throws Exception {
        Interaction first = visit("old.example").at(T0).build();
        Interaction again = visit("old.example").at(T0 + 60 * DAY).build();
        try (TestingBaseline atOnce = new TestingBaseline(Backend.HEAP, ALL);
                TestingBaseline split = new TestingBaseline(Backend.HEAP, ALL)) {
            read(atOnce, List.of(first, again));
            atOnce.watermark(T0 + 60 * DAY);
            split.row(first);
            split.watermark(T0 + 50 * DAY);
            split.row(again);
            split.watermark(T0 + 60 * DAY);
            assertThat(atOnce.candidates()).isEqualTo(split.candidates());
            assertThat(atOnce.baselines()).isEqualTo(split.baselines());
        }
    }

    @Test
    void aGapOfFortyDaysIsCheapAndEndsWhereTheClosedFormDoes() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, ALL)) {
            baseline.row(flow().at(0).build());
            baseline.row(flow().at(40 * DAY).build());
            baseline.watermark(40 * DAY);
            EntityBaseline it = baseline.baseline(WORKSTATION);
            assertThat(it.window).isEqualTo(40L * 24);
            // all hours but the first were empty: exposure is the sum of 2^(-k/504), k < 960
            assertThat((double) it.counts.get(RateMetric.ACTIVITY).exposure)
                    .isCloseTo(
                            (1 - Math.pow(2, -960.0 / 504)) / (1 - Math.pow(2, -1.0 / 504)),
                            within(0.5));
            // no loop over a thousand hours: at most one closed window in the histograms
            assertThat(baseline.histograms().keySet()).hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void aGapOfFiftyYearsMeetsTheEntityAnew() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, ALL)) {
            baseline.row(flow().at(0).build());
            baseline.row(flow().at(52L * 365 * DAY).build());
            baseline.watermark(52L * 365 * DAY);
            EntityBaseline it = baseline.baseline(WORKSTATION);
            assertThat(it.firstSeen).isEqualTo(52L * 365 * DAY);
            assertThat(it.interactions).isEqualTo(1);
            assertThat(baseline.histograms().keySet()).hasSizeLessThanOrEqualTo(5);
        }
    }

    @Test
    void countsAWindowWithoutActivityAsNoneAfterAnExceededOneToo() throws Exception {
        long hour = T0 + WARM_HOURS * HOUR;
        try (TestingBaseline baseline = warm(hour)) {
            baseline.watermark(hour + 2 * HOUR);
            float mature = baseline.baseline(WORKSTATION).matureWindows;
            // nothing for ten hours, then one row
            baseline.row(flow().to(SERVER).port(445).at(hour + 12 * HOUR).build());
            baseline.watermark(hour + 12 * HOUR);
            assertThat(baseline.baseline(WORKSTATION).matureWindows).isLessThan(mature);
        }
    }

    @Test
    void waitsForTheTablesUnlessTheyAreIdle() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "novelty")) {
            baseline.row(visit("first.example").at(T0).build());
            baseline.watermarkOfRows(T0 + HOUR);
            assertThat(baseline.candidates()).isEmpty();
            baseline.tablesAreIdle();
            assertThat(baseline.candidates()).hasSize(1);
            baseline.row(visit("second.example").at(T0 + 2 * HOUR).build());
            baseline.watermarkOfRows(T0 + 2 * HOUR);
            assertThat(baseline.candidates()).hasSize(2);
            assertThat(baseline.watermarks()).containsExactly(T0 + HOUR, T0 + 2 * HOUR);
        }
    }

    @Test
    void aTableCountsFromItsTimeOnWheneverItCame() throws Exception {
        String group = EntityKeys.group(SITE, "device");
        List<Interaction> rows =
                List.of(
                        visit("a.example").at(T0).build(),
                        visit("b.example").at(T0 + HOUR).build());
        SharedTable table = SharedTable.group(group, T0 + HOUR, 800, 65_536 * 5);
        try (TestingBaseline early = new TestingBaseline(Backend.HEAP, "novelty");
                TestingBaseline late = new TestingBaseline(Backend.HEAP, "novelty")) {
            early.table(table);
            read(early, rows);
            early.watermark(T0 + HOUR);
            read(late, rows);
            late.table(table);
            late.watermark(T0 + HOUR);
            assertThat(early.candidates()).isEqualTo(late.candidates());
            assertThat(early.candidates())
                    .extracting(Candidate::groupSize)
                    .containsExactly(0L, 800L);
        }
    }

    @Test
    void keepsItsTablesOverARestore() throws Exception {
        TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "novelty");
        baseline.table(SharedTable.group(EntityKeys.group(SITE, "device"), T0, 800, 65_536));
        baseline.table(SharedTable.phase("LIVE", T0, T0 + HOUR));
        baseline.watermark(T0 - 1);
        baseline = baseline.restored();
        baseline.row(visit("a.example").at(T0).build());
        baseline.watermark(T0);
        assertThat(baseline.candidates())
                .singleElement()
                .satisfies(it -> assertThat(it.groupSize()).isEqualTo(800))
                .satisfies(it -> assertThat(it.finding().getRegime()).isEqualTo("LIVE"));
        baseline.close();
    }

    @Test
    void aNewMasterOfAControllerIsLoud() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "novelty.master")) {
            for (int minute = 0; minute < 5 * 24 * 60; minute += 2) {
                baseline.row(otRead().to(HISTORIAN).at(T0 + minute * MINUTE).build());
            }
            baseline.row(otRead().to(SERVER).at(T0 + 5 * DAY + MINUTE).build());
            baseline.watermark(T0 + 5 * DAY + HOUR);
            assertThat(baseline.candidates())
                    .filteredOn(it -> it.rawBits() > 1)
                    .hasSize(2)
                    .allSatisfy(
                            it -> {
                                assertThat(it.finding().getEntity()).isEqualTo(CONTROLLER);
                                assertThat(it.finding().getPeer()).isEqualTo(SERVER);
                                assertThat(it.rawBits()).isGreaterThan(9);
                            });
        }
    }

    @Test
    void namesThePeerThatGotMostOfTheBytesOfTheExceededHour() throws Exception {
        String sink = EntityKeys.external(SITE, "198.51.100.1");
        String next = EntityKeys.external(SITE, "198.51.100.2");
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "rate.bytes-out")) {
            for (int hour = 0; hour < 100; hour++) {
                baseline.row(
                        flow().at(T0 + hour * HOUR).bytesOut(50_000 + hour % 7 * 1_000).build());
            }
            long hour = T0 + 100 * HOUR;
            baseline.row(flow().to(sink).at(hour).bytesOut(5_000_000_000L).build());
            // ends in the next hour, while this one is still open
            baseline.row(flow().to(next).at(hour + HOUR + SECOND).bytesOut(6_000_000_000L).build());
            baseline.row(flow().at(hour + 2 * HOUR).bytesOut(50_000).build());
            baseline.watermark(hour + DAY);
            assertThat(baseline.calibrated()).isNotEmpty();
            assertThat(baseline.calibrated().get(0).finding().getPeer()).isEqualTo(sink);
        }
    }

    @Test
    void aVisitorIsNeitherLearntFromNorScoredUntilItTouchesAnInnerMachine() throws Exception {
        String visitor = EntityKeys.device(SITE, "da:11:22:33:44:55");
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, ALL)) {
            baseline.row(visit("a.example").from(visitor).inZone(Zone.VISITOR).at(T0).build());
            baseline.watermark(T0);
            assertThat(baseline.candidates()).isEmpty();
            assertThat(baseline.baseline(visitor).counts).isEmpty();
            baseline.row(
                    flow().from(visitor)
                            .inZone(Zone.VISITOR)
                            .to(SERVER)
                            .port(445)
                            .at(T0 + 1)
                            .build());
            baseline.watermark(T0 + 1);
            assertThat(baseline.candidates()).hasSize(1);
        }
    }

    @Test
    void tellsEntitiesApart() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "novelty")) {
            baseline.row(audit("consent").at(T0).build());
            baseline.row(visit("a.example").at(T0).build());
            baseline.watermark(T0);
            assertThat(baseline.candidates())
                    .extracting(it -> it.finding().getEntity())
                    .containsExactlyInAnyOrder(ACCOUNT, WORKSTATION);
        }
    }
}

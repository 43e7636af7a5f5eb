// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import static io.touchline.testkit.FindingFixtures.finding;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.WORKSTATION;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.findings.FindingsOperator;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import io.touchline.testkit.Harnesses;
import io.touchline.testkit.Harnesses.Backend;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Promise R25 of docs/reliability.md: a flood of one entity reaches correlation capped. */
class FloodTest {
    private static final long WINDOW = 72 * HOUR;

    private static Finding of(int number, long when, SplittableRandom random) {
        Stage[] stages = Stage.values();
        return finding(String.format("f%06d", number))
                .at(stages[random.nextInt(stages.length)])
                .on(WORKSTATION)
                .reaching(EntityKeys.device(SITE, "d" + random.nextInt(50_000)))
                .bits(16 + random.nextInt(8))
                .when(when)
                .build();
    }

    /** The most looks that one finding of a flood of {@code size} within one window costs. */
    private static long cost(Lineage lineage, int size) {
        SplittableRandom random = new SplittableRandom(25);
        long worst = 0;
        for (int i = 0; i < size; i++) {
            long before = lineage.looked();
            Lineage.Change change = lineage.add(of(i, T0 + i * WINDOW / size, random));
            change.changed().forEach(lineage::findings);
            worst = Math.max(worst, lineage.looked() - before);
        }
        return worst;
    }

    @Test
    void aHundredThousandFindingsCostNoMoreEachThanThreeTimesWhatAThousandDo() {
        long few = cost(new Lineage(LineageOptions.defaults()), 1_000);
        long many = cost(new Lineage(LineageOptions.defaults()), 100_000);

        assertThat(few).isPositive();
        assertThat(many).isLessThanOrEqualTo(3 * few);
    }

    @Test
    void tenThousandAtOneMomentFarBehindCostBoundedWork() {
        Lineage lineage = new Lineage(LineageOptions.defaults());
        cost(lineage, 2_000);
        int linked = lineage.all().size();
        SplittableRandom random = new SplittableRandom(26);
        long worst = 0;
        for (int i = 0; i < 10_000; i++) {
            long last = lineage.looked();
            lineage.add(of(500_000 + i, T0 - DAY, random)).changed().forEach(lineage::findings);
            worst = Math.max(worst, lineage.looked() - last);
        }

        // ten stages on each of four days, and what is stronger; then those of one day more
        assertThat(linked).isLessThanOrEqualTo(10 * 4 * 2 * Crowds.MOST);
        assertThat(lineage.all().size() - linked).isBetween(Crowds.MOST, 10 * 2 * Crowds.MOST);
        // each that is linked looks once more at what lies after it, and at their causes
        assertThat(worst).isPositive().isLessThan(1_000L * lineage.all().size());
    }

    /** What is stronger than all the padding is linked, whenever it comes. */
    @Test
    void paddingDoesNotHideWhatIsStronger() {
        Lineage lineage = new Lineage(LineageOptions.defaults());
        for (int i = 0; i < 1_000; i++) {
            lineage.add(finding("pad" + i).bits(18).when(T0 + i).build());
        }
        assertThat(lineage.all()).hasSize(Crowds.MOST);
        Finding weak = finding("weak").bits(18.5).when(T0 + HOUR).build();
        assertThat(lineage.add(weak).changed()).isEmpty();
        Finding strong = finding("strong").bits(20).when(T0 + HOUR).build();
        assertThat(lineage.add(strong).changed()).hasSize(1);
        assertThat(lineage.chainOf(strong)).isNotNull();
    }

    @Test
    void twentyThousandInOneMillisecondAreAtMostSixtyFourStepsAndNoneIsLate() throws Exception {
        try (var lineage = open()) {
            SplittableRandom random = new SplittableRandom(27);
            for (int i = 0; i < 20_000; i++) {
                send(lineage, of(i, T0, random), T0);
            }
            lineage.processWatermark(T0);
            // far behind in `when`, known a day later
            for (int i = 20_000; i < 21_000; i++) {
                send(lineage, of(i, T0 - DAY, random), T0 + HOUR);
            }
            lineage.processWatermark(T0 + DAY);
            assertSteps(lineage);
        }
    }

    private static void assertSteps(
            KeyedOneInputStreamOperatorTestHarness<String, FindingMessage, ChainUpdate> lineage) {
        List<ChainStep> steps = Harnesses.side(lineage, LineageOperator.STEPS);
        Map<String, Integer> perTelling = new TreeMap<>();
        Map<String, Long> last = new HashMap<>();
        for (ChainStep step : steps) {
            perTelling.merge(step.telling(), 1, Integer::sum);
            assertThat(step.cepTime()).isGreaterThan(last.getOrDefault(step.chain(), 0L));
            last.put(step.chain(), step.cepTime());
        }
        assertThat(perTelling)
                .isNotEmpty()
                .allSatisfy((telling, n) -> assertThat(n).isBetween(1, 64));
        assertThat(Harnesses.values(lineage)).allMatch(update -> update.steps().size() <= 64);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, FindingMessage, ChainUpdate>
            open() throws Exception {
        return Harnesses.keyed(
                new LineageOperator(LineageOptions.defaults()),
                FindingMessage::getSite,
                Backend.HEAP,
                null);
    }

    private static void send(
            KeyedOneInputStreamOperatorTestHarness<String, FindingMessage, ChainUpdate> lineage,
            Finding finding,
            long knownAt)
            throws Exception {
        Finding known =
                Finding.newBuilder(finding)
                        .setKnownAt(io.touchline.testkit.Times.instant(knownAt))
                        .build();
        lineage.processElement(
                FindingMessage.newBuilder()
                        .setKind(FindingsOperator.FINDING)
                        .setSite(SITE)
                        .setFinding(known)
                        .setGeneration(0)
                        .setPartition(0)
                        .setWatermark(0)
                        .build(),
                knownAt);
    }
}

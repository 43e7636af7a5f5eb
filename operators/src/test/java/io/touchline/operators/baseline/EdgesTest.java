// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import static io.touchline.testkit.TelemetryFixtures.ACCOUNT;
import static io.touchline.testkit.TelemetryFixtures.OUTSIDE;
import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.TelemetryFixtures.WORKSTATION;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.calibration.Candidate;
import io.touchline.operators.edges.EdgeState;
import io.touchline.schemas.Action;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.avro.Finding;
import io.touchline.testkit.Harnesses.Backend;
import io.touchline.testkit.TelemetryFixtures.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is a burst, of whom it is told, and in which words. */
class EdgesTest {
    private static final long NOW = T0 + 20 * DAY;

    /** Twice an hour for twenty days. */
    private static List<Interaction> life(Supplier<Draft> draft) {
        List<Interaction> rows = new ArrayList<>();
        for (long at = T0; at < NOW; at += 30 * MINUTE) {
            rows.add(draft.get().at(at).build());
        }
        return rows;
    }

    /** So many within a minute. */
    private static List<Interaction> burst(int number, IntFunction<Draft> draft) {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            rows.add(draft.apply(i).at(NOW + i * MINUTE / number).build());
        }
        return rows;
    }

    private static String machine(int number) {
        return EntityKeys.device(SITE, "10.0.9." + number);
    }

    private static Draft client(int number) {
        return flow().from(SERVER).to(machine(number)).actedUpon();
    }

    @SafeVarargs
    private static List<Finding> told(List<Interaction>... parts) throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "edges")) {
            for (List<Interaction> part : parts) {
                for (Interaction row : part) {
                    baseline.row(row);
                }
            }
            baseline.watermark(NOW + 2 * HOUR);
            return baseline.candidates().stream().map(Candidate::finding).toList();
        }
    }

    @Test
    void aBurstOnAnEdgeIsToldAtOnceAndOnceMoreWhenItIsMuchClearer() throws Exception {
        List<Finding> told =
                told(
                        life(() -> flow().to(SERVER)),
                        burst(412, i -> flow().to(SERVER).peerNamed("FS-01")));
        assertThat(told).hasSize(2);
        Finding first = told.get(0);
        assertThat(first.getTime().toEpochMilli()).isBetween(NOW, NOW + 10_000);
        assertThat(first.getStage()).isEqualTo("lateral-movement");
        assertThat(first.getObserved()).matches("contacted FS-01 [2-4]\\d times in 10 minutes");
        assertThat(first.getExpected()).isEqualTo("at most 1 in 10 minutes");
        assertThat(first.getExplanation()).startsWith("far more between the two than ever before");
        assertThat(first.getParts()).containsOnlyKeys("edge", "all");
        assertThat(first.getTechniques()).containsExactly("T1021");
        assertThat(first.getLinks()).isEmpty();
    }

    @Test
    void aWormIsABurstOfTheEntityAsAWhole() throws Exception {
        List<Finding> told =
                told(life(() -> flow().to(SERVER)), burst(60, i -> flow().to(machine(i))));
        assertThat(told).isNotEmpty();
        assertThat(told.get(0).getStage()).isEqualTo("lateral-movement");
        assertThat(told.get(0).getObserved()).startsWith("contacted inner machines ");
        assertThat(told.get(0).getParts().get("edge")).isLessThan(1);
    }

    @Test
    void whatIsMostlyInVainIsDiscovery() throws Exception {
        List<Finding> told =
                told(
                        life(() -> flow().to(SERVER)),
                        burst(60, i -> flow().to(machine(i)).ending(Outcome.FAILURE)));
        assertThat(told.get(0).getStage()).isEqualTo("discovery");
        assertThat(told.get(0).getTechniques()).containsExactly("T1046");
    }

    @Test
    void anAccountThatTriesPasswordsIsDiscoveryToo() throws Exception {
        Supplier<Draft> logon =
                () -> flow().from(ACCOUNT).to(SERVER).doing(Action.LOG_ON).named("clerk");
        List<Finding> told = told(life(logon), burst(100, i -> logon.get().ending(Outcome.DENIED)));
        assertThat(told.get(0).getStage()).isEqualTo("discovery");
        assertThat(told.get(0).getTechniques()).containsExactly("T1110");
    }

    @Test
    void aServerThatOneFloodsMayStopServing() throws Exception {
        List<Finding> told = told(life(() -> client(1)), burst(412, i -> client(1)));
        assertThat(told.get(0).getStage()).isEqualTo("availability");
        assertThat(told.get(0).getObserved())
                .matches("was contacted \\d+ times in 10 minutes by 10.0.9.1");
    }

    @Test
    void aCrowdAtAServerIsNoAttackOfOne() throws Exception {
        assertThat(told(life(() -> client(1)), burst(200, i -> client(i)))).isEmpty();
    }

    @Test
    void whatItDoesEveryWeekIsNoBurst() throws Exception {
        List<Interaction> life = new ArrayList<>();
        for (long at = T0; at < NOW; at += 30 * MINUTE) {
            for (int i = 0; (at - T0) % (7 * DAY) == 0 && i < 400; i++) {
                life.add(flow().to(SERVER).at(at + i * 100).build());
            }
            life.add(flow().to(SERVER).at(at + MINUTE).build());
        }
        assertThat(told(life, burst(412, i -> flow().to(SERVER)))).isEmpty();
        assertThat(told(life, burst(6_000, i -> flow().to(SERVER)))).isNotEmpty();
    }

    @Test
    void aClientMoreIsAsTheOthers() throws Exception {
        List<Interaction> life = new ArrayList<>();
        for (long at = T0; at < NOW; at += DAY) {
            for (int i = 0; i < 400; i++) {
                life.add(flow().to(machine(i % 10)).at(at + i * 1_000L).build());
            }
        }
        assertThat(told(life, burst(60, i -> flow().to(SERVER)))).isEmpty();
    }

    @Test
    void inItsFirstWeekNothingIsTold() throws Exception {
        List<Interaction> life =
                life(() -> flow().to(SERVER)).stream()
                        .filter(row -> row.when() > NOW - 7 * DAY)
                        .toList();
        assertThat(told(life, burst(412, i -> flow().to(SERVER)))).isEmpty();
    }

    @Test
    void outsideAndTheNamesOfMachinesAreNoEdges() throws Exception {
        assertThat(told(life(() -> flow().to(OUTSIDE)), burst(412, i -> flow().to(OUTSIDE))))
                .isEmpty();
        Supplier<Draft> query = () -> flow().to(SERVER).port(53);
        assertThat(told(life(query), burst(412, i -> query.get()))).isEmpty();
    }

    @Test
    void anHourHasOneScore() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "edges")) {
            for (Interaction row : life(() -> flow().to(SERVER))) {
                baseline.row(row);
            }
            baseline.watermark(NOW);
            long scores =
                    baseline.histograms().entrySet().stream()
                            .filter(bin -> bin.getKey().startsWith("edges"))
                            .mapToLong(Map.Entry::getValue)
                            .sum();
            // the hours of twelve days, of which the last is open; in 1/128
            assertThat(scores / 128).isBetween(12 * 24L - 2, 12 * 24L);
        }
    }

    @Test
    void theEdgeOfAMonthAgoIsForgottenAndTheBusiestStay() throws Exception {
        try (TestingBaseline baseline = new TestingBaseline(Backend.HEAP, "edges")) {
            for (int i = 0; i < 600; i++) {
                baseline.row(flow().to(SERVER).at(T0 + i * 1_000L).build());
                String peer = EntityKeys.device(SITE, "10.7." + i / 200 + '.' + i % 200);
                baseline.row(flow().to(peer).at(T0 + i * 1_000L + 500).build());
            }
            baseline.watermark(T0 + HOUR);
            assertThat(baseline.edges(WORKSTATION).size()).isLessThanOrEqualTo(EdgeWatch.MOST);
            assertThat(baseline.edges(WORKSTATION).values())
                    .anySatisfy(edge -> assertThat(edge.highest).isGreaterThan(300));
            assertThat(baseline.baseline(WORKSTATION).edges.size)
                    .isEqualTo(baseline.edges(WORKSTATION).size());
            baseline.row(flow().to(SERVER).at(T0 + 31 * DAY).build());
            baseline.watermark(T0 + 32 * DAY);
            assertThat(baseline.edges(WORKSTATION).values())
                    .extracting((EdgeState edge) -> edge.highest)
                    .contains(1f);
        }
    }
}

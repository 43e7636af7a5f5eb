// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import static java.time.temporal.ChronoUnit.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.simulator.Simulation;
import io.touchline.simulator.attack.ScenarioFiles;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Size;
import io.touchline.simulator.wire.Log;
import io.touchline.simulator.wire.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is written keeps to the models that docs/simulate.md states. */
class RhythmsTest {
    private static final List<Row> ROWS = new ArrayList<>();

    @BeforeAll
    static void anEventDayAndTheDayBefore() {
        ROWS.clear();
        Simulation.of(ScenarioFiles.named("none"), Size.SMALL, 11).over(2).play(ROWS::add);
    }

    private static List<Instant> times(Predicate<Row> which) {
        return ROWS.stream()
                .filter(which)
                .map(row -> (Instant) row.fields().get("ts"))
                .sorted()
                .toList();
    }

    private static boolean has(Row row, String field, String value) {
        return value.equals(String.valueOf(row.fields().get(field)));
    }

    /** The Kolmogorov-Smirnov distance of scaled gaps from the exponential; 1.63 is 1 %. */
    @Test
    void buyersComeAsAPoissonProcess() {
        List<Instant> sale = times(row -> row.log() == Log.HTTP && has(row, "uri", "/wallet"));
        assertThat(sale).hasSizeBetween(330, 470); // 400 expected

        double[] gaps =
                IntStream.range(1, sale.size())
                        .mapToDouble(
                                i -> Duration.between(sale.get(i - 1), sale.get(i)).toNanos() / 1e9)
                        .sorted()
                        .toArray();
        double mean = Arrays.stream(gaps).average().orElseThrow();
        double distance = 0;
        for (int i = 0; i < gaps.length; i++) {
            double model = 1 - Math.exp(-gaps[i] / mean);
            distance = Math.max(distance, Math.abs(model - (i + 0.5) / gaps.length));
        }
        assertThat(distance * Math.sqrt(gaps.length)).isLessThan(1.63);
    }

    @Test
    void mastersPollInFixedPeriods() {
        List<Instant> polls =
                times(
                        row ->
                                row.log() == Log.MODBUS
                                        && has(row, "id.resp_h", "10.30.0.14")
                                        && String.valueOf(row.fields().get("func"))
                                                .startsWith("READ"));
        assertThat(polls).hasSizeBetween(2_870, 2_882);
        long regular =
                IntStream.range(1, polls.size())
                        .mapToObj(i -> Duration.between(polls.get(i - 1), polls.get(i)))
                        .filter(gap -> Math.abs(gap.toMillis() - 60_000) <= 61)
                        .count();
        assertThat(regular).isGreaterThan(polls.size() - 4L); // but where days meet
    }

    /** Hill's estimate of the tail (1975). */
    @Test
    void offTimesHaveTheTailOfTheirShape() {
        Draws draws = Draws.of(5, "tail");
        double[] off =
                IntStream.range(0, 20_000)
                        .mapToDouble(i -> draws.pareto(240, 1.5, 1e12))
                        .sorted()
                        .toArray();
        int tail = 2_000;
        double least = off[off.length - tail - 1];
        double sum = 0;
        for (int i = off.length - tail; i < off.length; i++) {
            sum += Math.log(off[i] / least);
        }
        assertThat(tail / sum).isBetween(1.4, 1.6);
    }

    @Test
    void theOfficeIsEmptyAtNightAndTheCrowdComesAtDoors() {
        List<Instant> crowd =
                times(
                        row ->
                                row.log() == Log.DHCP
                                        && String.valueOf(row.fields().get("assigned_addr"))
                                                .startsWith("10.50."));
        assertThat(crowd).hasSize(150);
        assertThat(crowd)
                .allSatisfy(
                        at ->
                                assertThat(at)
                                        .isBetween(
                                                Instant.parse("2026-05-16T17:50:00Z"),
                                                Instant.parse("2026-05-16T19:20:00Z")));
        assertThat(
                        times(
                                row ->
                                        row.log() == Log.SSL
                                                && String.valueOf(row.fields().get("id.orig_h"))
                                                        .startsWith("10.10.1.")))
                .isNotEmpty()
                .noneSatisfy(
                        at ->
                                assertThat(at)
                                        .isBetween(
                                                Instant.parse("2026-05-16T02:40:00Z"),
                                                Instant.parse("2026-05-16T09:00:00Z")));
    }

    @Test
    void auditRecordsArriveAnHourLate() {
        List<Row> audit = ROWS.stream().filter(row -> row.log() == Log.AUDIT).toList();
        assertThat(audit).isNotEmpty();
        for (Row row : audit) {
            Instant created = Instant.parse(row.fields().get("CreationTime") + "Z");
            assertThat(Duration.between(created, row.written()))
                    .isBetween(Duration.ofMinutes(60), Duration.ofMinutes(91));
            assertThat(row.fields())
                    .hasEntrySatisfying(
                            "_write_ts",
                            stamp ->
                                    assertThat(Instant.parse(String.valueOf(stamp)))
                                            .isEqualTo(row.written().truncatedTo(MILLIS)));
        }
    }
}

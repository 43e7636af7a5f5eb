// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.order;

import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.WORKSTATION;
import static io.touchline.testkit.TelemetryFixtures.audit;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.TelemetryFixtures.mail;
import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.books.BooksDelta;
import io.touchline.operators.books.Fate;
import io.touchline.operators.tables.GroupActivity;
import io.touchline.schemas.Interaction;
import io.touchline.testkit.Harnesses;
import io.touchline.testkit.Harnesses.Backend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderOperatorTest {
    private KeyedOneInputStreamOperatorTestHarness<String, Interaction, Interaction> order;

    @BeforeEach
    void start() throws Exception {
        order = open(null);
    }

    @AfterEach
    void stop() throws Exception {
        order.close();
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, Interaction, Interaction> open(
            @Nullable OperatorSubtaskState from) throws Exception {
        return Harnesses.keyed(
                new OrderOperator(OrderOptions.defaults()),
                Interaction::entity,
                Backend.HEAP,
                from);
    }

    private void read(Interaction... rows) throws Exception {
        for (Interaction row : rows) {
            order.processElement(row, row.writeTime());
        }
    }

    private List<Interaction> out() {
        return Harnesses.values(order);
    }

    private Map<Fate, Long> fates() {
        return fates(Harnesses.side(order, OrderOperator.FATES));
    }

    private static Map<Fate, Long> fates(List<BooksDelta> deltas) {
        Map<Fate, Long> sums = new EnumMap<>(Fate.class);
        deltas.forEach(delta -> sums.merge(delta.fate(), delta.count(), Long::sum));
        return sums;
    }

    @Test
    void sortsEachKeyByWriteTimeAndIdAtTheWatermarkOnly() throws Exception {
        Interaction late = flow().at(T0 + 3 * SECOND).build();
        Interaction second = flow().at(T0).id(9).build();
        Interaction first = flow().at(T0).id(4).build();
        Interaction other = flow().from(SERVER).at(T0 + SECOND).build();
        Interaction beyond = flow().at(T0 + 4 * SECOND).build();
        read(late, second, beyond, other, first);
        assertThat(out()).isEmpty();

        order.processWatermark(T0 + 3 * SECOND);
        // key by key, each in order
        assertThat(out()).containsExactly(first, second, late, other);

        order.processWatermark(T0 + 4 * SECOND);
        assertThat(out()).endsWith(beyond).hasSize(5);
    }

    @Test
    void stampsARowWithItsWriteTime() throws Exception {
        read(flow().at(T0).writtenAt(T0 + MINUTE).build());
        order.processWatermark(T0 + MINUTE);
        assertThat(order.extractOutputStreamRecords())
                .singleElement()
                .satisfies(row -> assertThat(row.getTimestamp()).isEqualTo(T0 + MINUTE));
    }

    @Test
    void recognisesARepeatOfANetworkRecordForTwoMinutes() throws Exception {
        read(
                flow().at(T0).writtenAt(T0).build(),
                flow().at(T0).writtenAt(T0 + 2 * MINUTE).build(),
                flow().at(T0).writtenAt(T0 + 6 * MINUTE).build());
        order.processWatermark(T0 + HOUR);
        assertThat(out()).extracting(Interaction::writeTime).containsExactly(T0, T0 + 6 * MINUTE);
        assertThat(fates()).containsEntry(Fate.USED, 2L).containsEntry(Fate.DUPLICATE, 1L);
    }

    @Test
    void recognisesARepeatOfACloudRecordForADay() throws Exception {
        read(
                audit("consent").at(T0).writtenAt(T0).build(),
                audit("consent").at(T0).writtenAt(T0 + DAY).build(),
                audit("consent").at(T0).writtenAt(T0 + DAY + 3 * HOUR).build());
        for (long hour = 0; hour <= 30; hour++) {
            order.processWatermark(T0 + hour * HOUR);
        }
        assertThat(out()).hasSize(1);
        // the third is beyond the memory of repeats, and beyond 25 h by age
        assertThat(fates())
                .containsEntry(Fate.USED, 1L)
                .containsEntry(Fate.DUPLICATE, 1L)
                .containsEntry(Fate.LATE, 1L);
    }

    @Test
    void recognisesARepeatAcrossWatermarks() throws Exception {
        read(flow().at(T0).build());
        order.processWatermark(T0 + 30 * SECOND);
        read(flow().at(T0).writtenAt(T0 + 2 * MINUTE).build());
        order.processWatermark(T0 + 2 * MINUTE);
        assertThat(out()).hasSize(1);
    }

    @Test
    void keepsBothRolesOfOneRecord() throws Exception {
        read(
                flow().at(T0).id(1).build(),
                flow().at(T0).id(1).actedUpon().notDeciding().build(),
                flow().from(SERVER).at(T0).id(1).notDeciding().build());
        order.processWatermark(T0);
        assertThat(out()).hasSize(3);
    }

    @Test
    void countsTheFateOfTheDecidingRowOnly() throws Exception {
        Interaction row = flow().at(T0).id(1).build();
        Interaction mirror = flow().from(SERVER).actedUpon().at(T0).id(1).notDeciding().build();
        read(row, mirror, row, mirror);
        order.processWatermark(T0);
        assertThat(out()).hasSize(2);
        assertThat(fates()).containsOnly(Map.entry(Fate.USED, 1L), Map.entry(Fate.DUPLICATE, 1L));
    }

    @Test
    void refusesWhatIsMoreThanTwentyFiveHoursOld() throws Exception {
        Interaction justInTime = flow().at(T0).writtenAt(T0 + 25 * HOUR).id(1).build();
        Interaction tooOld = flow().at(T0).writtenAt(T0 + 25 * HOUR + 1).id(2).build();
        read(tooOld, justInTime);
        order.processWatermark(T0 + 26 * HOUR);
        assertThat(out()).containsExactly(justInTime);
        assertThat(fates())
                .containsOnly(
                        Map.entry(Fate.USED, 1L),
                        Map.entry(Fate.BEHIND, 1L),
                        Map.entry(Fate.LATE, 1L));
    }

    @Test
    void countsAsBehindWhatComesAfterItsHourAndTheDelayOfItsChannel() throws Exception {
        long end = T0 + HOUR;
        read(
                flow().at(end - 1).writtenAt(end + 10 * SECOND - 1).id(1).build(),
                flow().at(end - 1).writtenAt(end + 10 * SECOND).id(2).build(),
                audit("read").at(end - 1).writtenAt(end + 90 * MINUTE - 1).id(3).build(),
                audit("read").at(end - 1).writtenAt(end + 90 * MINUTE).id(4).build(),
                mail("club.example").at(end - 1).writtenAt(end + MINUTE).id(5).build());
        order.processWatermark(T0 + DAY);
        assertThat(out()).hasSize(5);
        assertThat(fates()).containsEntry(Fate.USED, 5L).containsEntry(Fate.BEHIND, 3L);
    }

    @Test
    void flushesDeltasBeforeItForwardsTheWatermark() throws Exception {
        read(flow().at(T0).build());
        order.processWatermark(T0);
        assertThat(fates()).containsEntry(Fate.USED, 1L);
        assertThat(Harnesses.side(order, OrderOperator.ACTIVITY))
                .extracting(GroupActivity::interactions)
                .containsExactly(1L);
        assertThat(Harnesses.watermarks(order)).containsExactly(T0);
    }

    @Test
    void emitsNoRowsAtABarrierAndLeavesNoDeltaBehindIt() throws Exception {
        read(flow().at(T0).build(), flow().at(T0 + MINUTE).build());
        order.processWatermark(T0);
        int rows = out().size();
        int deltas = Harnesses.side(order, OrderOperator.FATES).size();
        OperatorSubtaskState state = Harnesses.barrier(order);
        assertThat(out()).hasSize(rows);
        assertThat(state.hasState()).isTrue();

        order.processWatermark(T0 + MINUTE);
        assertThat(out()).hasSize(rows + 1);
        assertThat(fates()).containsEntry(Fate.USED, 2L);
        assertThat(Harnesses.side(order, OrderOperator.FATES)).hasSize(deltas + 1);
    }

    @Test
    void persistsPendingRowsAndSeenIds() throws Exception {
        Interaction pending = flow().at(T0 + MINUTE).build();
        read(flow().at(T0).build(), pending);
        order.processWatermark(T0);
        OperatorSubtaskState state = Harnesses.barrier(order);
        order.close();

        order = open(state);
        read(flow().at(T0).writtenAt(T0 + 2 * MINUTE).build(), pending);
        order.processWatermark(T0 + 2 * MINUTE);
        assertThat(out()).containsExactly(pending);
        assertThat(fates()).containsOnly(Map.entry(Fate.USED, 1L), Map.entry(Fate.DUPLICATE, 2L));
    }

    @Test
    void saysTheSameWhereverTheBarrierIs() throws Exception {
        List<Interaction> rows = story();
        List<Interaction> expected = play(rows, -1);
        assertThat(expected).hasSizeGreaterThan(20);
        for (int barrier = 0; barrier <= rows.size(); barrier += 7) {
            assertThat(play(rows, barrier)).as("barrier at %d", barrier).isEqualTo(expected);
        }
    }

    /** 60 rows on three keys, every fifth one a repeat of an earlier one; in no order of time. */
    private static List<Interaction> story() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            int event = i % 5 == 4 ? i - 4 : i;
            long time = T0 + (event * 37 % 60) * SECOND;
            rows.add(
                    flow().from(Arrays.asList(WORKSTATION, SERVER, "device:venue:x").get(event % 3))
                            .at(time)
                            .id(event)
                            .build());
        }
        return rows;
    }

    private List<Interaction> play(List<Interaction> rows, int barrier) throws Exception {
        List<Interaction> seen = new ArrayList<>();
        KeyedOneInputStreamOperatorTestHarness<String, Interaction, Interaction> at = open(null);
        for (int i = 0; i <= rows.size(); i++) {
            if (i == barrier) {
                OperatorSubtaskState state = Harnesses.barrier(at);
                seen.addAll(Harnesses.values(at));
                at.close();
                at = open(state);
            }
            if (i < rows.size()) {
                at.processElement(rows.get(i), rows.get(i).writeTime());
            }
        }
        at.processWatermark(T0 + 20 * SECOND);
        at.processWatermark(T0 + HOUR);
        seen.addAll(Harnesses.values(at));
        at.close();
        return seen;
    }

    @Test
    void releasesEverythingAtTheEndOfInputButNeverForwardsIt() throws Exception {
        read(flow().at(T0).build(), flow().from(SERVER).at(T0 + MINUTE).build());
        order.processWatermark(Long.MAX_VALUE);
        assertThat(out()).hasSize(2);
        assertThat(Harnesses.watermarks(order)).containsExactly(T0 + MINUTE + 90 * MINUTE);
    }

    @Test
    void forwardsNothingWhenNothingWasRead() throws Exception {
        order.processWatermark(Long.MAX_VALUE);
        assertThat(Harnesses.watermarks(order)).isEmpty();
    }

    @Test
    void knowsItsLastWriteTimeAfterARestore() throws Exception {
        read(flow().at(T0).build());
        order.processWatermark(T0);
        OperatorSubtaskState state = Harnesses.barrier(order);
        order.close();

        order = open(state);
        order.processWatermark(Long.MAX_VALUE);
        assertThat(Harnesses.watermarks(order)).containsExactly(T0 + 90 * MINUTE);
    }

    @Test
    void neverForwardsAWatermarkTwice() throws Exception {
        read(flow().at(T0).build());
        order.processWatermark(T0 + DAY);
        order.processWatermark(Long.MAX_VALUE);
        assertThat(Harnesses.watermarks(order)).containsExactly(T0 + DAY);
    }

    @Test
    void forgetsIdsSoThatStateDoesNotGrow() throws Exception {
        long afterAnHour = 0;
        for (int minute = 0; minute < 300; minute++) {
            for (int i = 0; i < 20; i++) {
                read(flow().at(T0 + minute * MINUTE).id(i).build());
            }
            order.processWatermark(T0 + minute * MINUTE);
            if (minute == 60) {
                afterAnHour = Harnesses.barrier(order).getStateSize();
            }
        }
        assertThat(Harnesses.barrier(order).getStateSize()).isLessThanOrEqualTo(afterAnHour);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.books;

import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.ingest.DecodeOperator;
import io.touchline.operators.ingest.DecodeOptions;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.order.OrderOperator;
import io.touchline.operators.order.OrderOptions;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.avro.BooksTotal;
import io.touchline.testkit.Harnesses;
import io.touchline.testkit.Harnesses.Backend;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Promises R38 and R39 of docs/reliability.md: at a barrier rows are kept and deltas leave once;
 * the books balance wherever the job was killed.
 */
class BooksBalanceTest {
    private static final int FRAMES = 60;

    /** Where the one kill of a run strikes. */
    private enum Kill {
        NEVER,
        AFTER_A_ROW,
        BETWEEN_DELTA_AND_SNAPSHOT
    }

    /** decode -> order -> books, wired by hand, with a checkpoint that can be gone back to. */
    private static final class Rooms implements AutoCloseable {
        private OneInputStreamOperatorTestHarness<Frame, Interaction> decode;
        private KeyedOneInputStreamOperatorTestHarness<String, Interaction, Interaction> order;
        private KeyedOneInputStreamOperatorTestHarness<String, BooksDelta, BooksTotal> books;
        private @Nullable OperatorSubtaskState orderState;
        private @Nullable OperatorSubtaskState booksState;
        private int decodedSoFar;
        private int decodeFates;
        private int orderFates;
        private final List<Interaction> used = new ArrayList<>();
        private final List<BooksTotal> told = new ArrayList<>();
        private int usedAtCheckpoint;
        private int next;

        Rooms() throws Exception {
            start();
        }

        private void start() throws Exception {
            decode =
                    new OneInputStreamOperatorTestHarness<>(
                            new DecodeOperator(DecodeOptions.defaults()));
            decode.open();
            order =
                    Harnesses.keyed(
                            new OrderOperator(OrderOptions.defaults()),
                            Interaction::entity,
                            Backend.HEAP,
                            orderState);
            books =
                    Harnesses.keyed(
                            new BooksOperator(), BooksDelta::source, Backend.HEAP, booksState);
            decodedSoFar = 0;
            decodeFates = 0;
            orderFates = 0;
        }

        void row(Frame frame) throws Exception {
            decode.processElement(frame, frame.writeTime());
            forward();
        }

        void watermark(long time) throws Exception {
            decode.processWatermark(time);
            forward();
            order.processWatermark(time);
            forward();
            books.processWatermark(time);
        }

        private void forward() throws Exception {
            List<Interaction> decoded = Harnesses.values(decode);
            for (; decodedSoFar < decoded.size(); decodedSoFar++) {
                Interaction row = decoded.get(decodedSoFar);
                order.processElement(row, row.writeTime());
            }
            List<BooksDelta> first = Harnesses.side(decode, DecodeOperator.FATES);
            for (; decodeFates < first.size(); decodeFates++) {
                books.processElement(first.get(decodeFates), 0);
            }
            List<BooksDelta> second = Harnesses.side(order, OrderOperator.FATES);
            for (; orderFates < second.size(); orderFates++) {
                books.processElement(second.get(orderFates), 0);
            }
        }

        /** What a barrier does on its way down; {@code die} kills before anything is stored. */
        void barrier(int position, boolean die) throws Exception {
            int rows = Harnesses.values(order).size();
            decode.prepareSnapshotPreBarrier(1);
            forward();
            order.prepareSnapshotPreBarrier(1);
            forward();
            books.prepareSnapshotPreBarrier(1);
            assertThat(Harnesses.values(order)).as("rows at a barrier").hasSize(rows);
            if (die) {
                return;
            }
            orderState = order.snapshot(1, T0);
            booksState = books.snapshot(1, T0);
            usedAtCheckpoint = used.size() + Harnesses.values(order).size();
            next = position;
        }

        /** Back to the last checkpoint: what came out behind it is written again. */
        int kill() throws Exception {
            used.addAll(Harnesses.values(order));
            told.addAll(Harnesses.values(books)); // readers keep the last
            used.subList(usedAtCheckpoint, used.size()).clear();
            close();
            start();
            return next;
        }

        List<Interaction> used() {
            List<Interaction> all = new ArrayList<>(used);
            all.addAll(Harnesses.values(order));
            return all;
        }

        TreeMap<String, BooksTotal> totals() {
            TreeMap<String, BooksTotal> latest = new TreeMap<>();
            told.addAll(Harnesses.values(books));
            // when a total was last told depends on the barriers, what it says does not
            told.forEach(
                    total ->
                            latest.put(
                                    total.getSource(),
                                    BooksTotal.newBuilder(total).setAsOf(Instant.EPOCH).build()));
            return latest;
        }

        @Override
        public void close() throws Exception {
            decode.close();
            order.close();
            books.close();
        }
    }

    /** A record each second; some twice, some broken, some of the day before yesterday. */
    private static Frame frame(int number) {
        long written = T0 + number * SECOND;
        long when = number % 11 == 10 ? written - 30 * 60 * MINUTE : written;
        int id = number % 7 == 6 ? number - 1 : number;
        String text =
                number % 13 == 12
                        ? "{\"ts\":"
                        : "{\"ts\":"
                                + (number % 7 == 6 ? when - SECOND : when) / 1000
                                + ",\"uid\":\"C"
                                + id
                                + "\",\"id.orig_h\":\"10.0.0."
                                + id % 5
                                + "\",\"id.orig_p\":50000,\"id.resp_h\":\"10.0.0.9\","
                                + "\"id.resp_p\":443,\"proto\":\"tcp\",\"conn_state\":\"SF\"}";
        return new Frame(
                "telemetry", 0, number, written, "", text.getBytes(StandardCharsets.UTF_8), false);
    }

    private record Result(List<Interaction> used, TreeMap<String, BooksTotal> totals) {}

    /** With a barrier before every row of {@code every}, and one kill at row {@code at}. */
    private static Result run(int every, int at, Kill kill) throws Exception {
        try (Rooms rooms = new Rooms()) {
            boolean struck = kill == Kill.NEVER;
            int i = 0;
            while (i < FRAMES) {
                if (i % 10 == 9) {
                    rooms.watermark(T0 + (i - 5) * SECOND);
                }
                if (every > 0 && i % every == 0) {
                    boolean die = !struck && i >= at && kill == Kill.BETWEEN_DELTA_AND_SNAPSHOT;
                    rooms.barrier(i, die);
                    if (die) {
                        struck = true;
                        i = rooms.kill();
                        continue;
                    }
                }
                rooms.row(frame(i++));
                if (!struck && i > at && kill == Kill.AFTER_A_ROW) {
                    struck = true;
                    i = rooms.kill();
                }
            }
            rooms.watermark(T0 + FRAMES * SECOND + MINUTE);
            assertThat(struck).isTrue();
            return new Result(rooms.used(), rooms.totals());
        }
    }

    @Test
    void theBooksBalanceWithoutAKill() throws Exception {
        Result result = run(0, 0, Kill.NEVER);
        assertBalance(result);
        BooksTotal conn = result.totals().get("zeek.conn");
        assertThat(conn.getDuplicate()).isPositive();
        assertThat(conn.getLate()).isPositive();
        assertThat(result.totals().values().stream().mapToLong(BooksTotal::getDead).sum())
                .isPositive();
    }

    @Test
    void aBarrierAtEveryPointChangesNothing() throws Exception {
        Result plain = run(0, 0, Kill.NEVER);
        for (int every : new int[] {1, 2, 3, 7}) {
            assertSame(run(every, 0, Kill.NEVER), plain);
        }
    }

    @Test
    void aKillAtAnyRowChangesNothing() throws Exception {
        Result plain = run(0, 0, Kill.NEVER);
        for (int at = 0; at < FRAMES; at++) {
            assertSame(run(7, at, Kill.AFTER_A_ROW), plain);
        }
    }

    @Test
    void aKillBetweenTheDeltasAndTheSnapshotChangesNothing() throws Exception {
        Result plain = run(0, 0, Kill.NEVER);
        for (int at = 0; at < FRAMES - 7; at += 7) {
            assertSame(run(7, at, Kill.BETWEEN_DELTA_AND_SNAPSHOT), plain);
        }
    }

    private static void assertSame(Result run, Result plain) {
        assertThat(run.used()).isEqualTo(plain.used());
        assertThat(run.totals()).isEqualTo(plain.totals());
        assertBalance(run);
    }

    private static void assertBalance(Result result) {
        long read = 0;
        for (BooksTotal total : result.totals().values()) {
            read += total.getRead();
            assertThat(total.getRead())
                    .as(total.getSource())
                    .isEqualTo(
                            total.getUsed()
                                    + total.getDuplicate()
                                    + total.getLate()
                                    + total.getDead()
                                    + total.getRefused());
        }
        assertThat(read).isEqualTo(FRAMES);
    }
}

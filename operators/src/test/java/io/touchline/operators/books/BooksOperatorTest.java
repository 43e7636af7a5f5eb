// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.books;

import static io.touchline.testkit.Times.T0;
import static io.touchline.testkit.Times.T0_PLUS_1H;
import static io.touchline.testkit.Times.instant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.touchline.schemas.avro.BooksTotal;
import io.touchline.testkit.Harnesses;
import io.touchline.testkit.Harnesses.Backend;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BooksOperatorTest {
    @ParameterizedTest
    @EnumSource(Backend.class)
    void saysNothingBeforeTimeIsKnownAndLosesNothing(Backend backend) throws Exception {
        OperatorSubtaskState saved;
        try (var books = open(backend, null)) {
            count(books, "zeek.conn", 3);
            saved = Harnesses.barrier(books);
            assertThat(Harnesses.values(books)).isEmpty();
        }
        try (var books = open(backend, saved)) {
            count(books, "email.trace", 1);
            Harnesses.barrier(books);
            assertThat(Harnesses.values(books)).isEmpty();

            books.processWatermark(new Watermark(T0));

            assertThat(Harnesses.values(books))
                    .extracting(BooksTotal::getSource, BooksTotal::getRead, BooksTotal::getAsOf)
                    .containsExactly(
                            tuple("email.trace", 1L, instant(T0)),
                            tuple("zeek.conn", 3L, instant(T0)));
        }
    }

    @ParameterizedTest
    @EnumSource(Backend.class)
    void tellsWhatChangedBeforeABarrierAsOfTheLastWatermark(Backend backend) throws Exception {
        try (var books = open(backend, null)) {
            books.processWatermark(new Watermark(T0));
            count(books, "zeek.conn", 2);
            Harnesses.barrier(books);
            books.processWatermark(new Watermark(T0_PLUS_1H)); // nothing new

            List<BooksTotal> told = Harnesses.values(books);
            assertThat(told).hasSize(1);
            assertThat(told.get(0).getAsOf()).isEqualTo(instant(T0));
        }
    }

    private static void count(
            KeyedOneInputStreamOperatorTestHarness<String, BooksDelta, BooksTotal> books,
            String source,
            long count)
            throws Exception {
        books.processElement(new BooksDelta(source, Fate.READ, count), 0);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, BooksDelta, BooksTotal> open(
            Backend backend, @Nullable OperatorSubtaskState from) throws Exception {
        return Harnesses.keyed(new BooksOperator(), BooksDelta::source, backend, from);
    }
}

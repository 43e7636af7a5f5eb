// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import static io.touchline.testkit.Times.DAY;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BindingTablePropertyTest {
    private static final long HOLD = 45 * SECOND;
    private static final List<Binding.Kind> STRONG =
            Stream.of(Binding.Kind.values()).filter(kind -> !kind.weak()).toList();

    @Provide
    Arbitrary<List<Binding>> rows() {
        return Combinators.combine(
                        Arbitraries.of(STRONG),
                        Arbitraries.of("10.0.0.1", "10.0.0.2"),
                        Arbitraries.of("mac-a", "mac-b", "mac-c", "mac-d", "mac-e"),
                        Arbitraries.of("one", "two", "").injectNull(0.3),
                        Arbitraries.longs().between(0, 20),
                        Arbitraries.longs().between(0, 20),
                        Arbitraries.longs().between(0, 5))
                .as(
                        (kind, address, holder, name, from, length, delay) ->
                                new Binding(
                                        kind,
                                        "venue",
                                        address,
                                        holder,
                                        name,
                                        T0 + from * SECOND,
                                        T0 + (from + length) * SECOND,
                                        T0 + (from + delay) * SECOND))
                .list()
                .ofMaxSize(25);
    }

    @Property(tries = 300)
    void answersTheSameForAnyOrderAndRepetitionOfRows(
            @ForAll("rows") List<Binding> rows, @ForAll Random random) {
        List<Binding> shuffled = new ArrayList<>(rows);
        rows.stream().filter(row -> random.nextBoolean()).forEach(shuffled::add);
        Collections.shuffle(shuffled, random);
        BindingTable a = table(rows);
        BindingTable b = table(shuffled);
        assertThat(b.rows()).containsExactlyInAnyOrderElementsOf(a.rows()).doesNotHaveDuplicates();
        for (long when = 0; when <= 40; when++) {
            for (long written = when; written <= 90; written += 15) {
                long w = T0 + when * SECOND;
                long t = T0 + written * SECOND;
                assertThat(b.device("venue", "10.0.0.1", w, t))
                        .isEqualTo(a.device("venue", "10.0.0.1", w, t));
                assertThat(b.accounts("venue", "10.0.0.1", w, t))
                        .isEqualTo(a.accounts("venue", "10.0.0.1", w, t));
            }
        }
    }

    @Property(tries = 300)
    void namesOnlyWhoHeldTheAddressThenByRowsInEffect(
            @ForAll("rows") List<Binding> rows,
            @ForAll("moments") long when,
            @ForAll("moments") long written) {
        BindingTable table = table(rows);
        Binding holder = table.device("venue", "10.0.0.1", when, written);
        if (holder != null) {
            assertThat(holder.kind()).isEqualTo(Binding.Kind.DEVICE);
            assertThat(when).isBetween(holder.from(), holder.to() - 1);
            assertThat(holder.writeTime() + HOLD).isLessThanOrEqualTo(written);
        }
        assertThat(table.accounts("venue", "10.0.0.1", when, written)).hasSizeLessThanOrEqualTo(3);
    }

    @Property(tries = 300)
    void rowsThatAreNotYetInEffectChangeNothing(
            @ForAll("rows") List<Binding> rows,
            @ForAll("moments") long when,
            @ForAll("moments") long written) {
        List<Binding> inEffect =
                rows.stream().filter(row -> row.writeTime() + HOLD <= written).toList();
        assertThat(table(rows).device("venue", "10.0.0.1", when, written))
                .isEqualTo(table(inEffect).device("venue", "10.0.0.1", when, written));
        assertThat(table(rows).accounts("venue", "10.0.0.1", when, written))
                .isEqualTo(table(inEffect).accounts("venue", "10.0.0.1", when, written));
    }

    /** What is forgotten is no longer asked for: records beyond the horizon are refused as late. */
    @Property(tries = 300)
    void expiryChangesNoAnswerAfterTheHorizon(
            @ForAll("rows") List<Binding> rows, @ForAll("moments") long horizon) {
        BindingTable all = table(rows);
        BindingTable kept = table(rows);
        kept.expire(horizon);
        for (long when = horizon; when <= T0 + 45 * SECOND; when += SECOND) {
            long written = T0 + 1_000 * SECOND;
            assertThat(kept.device("venue", "10.0.0.1", when, written))
                    .isEqualTo(all.device("venue", "10.0.0.1", when, written));
            assertThat(kept.accounts("venue", "10.0.0.1", when, written))
                    .isEqualTo(all.accounts("venue", "10.0.0.1", when, written));
        }
    }

    /** Rows of every kind over four hours, as decoding makes them. */
    @Provide
    Arbitrary<List<Binding>> mixed() {
        return Combinators.combine(
                        Arbitraries.of(Binding.Kind.values()),
                        Arbitraries.of("10.0.0.1", "10.0.0.2", "10.0.1.1"),
                        Arbitraries.of("mac-a", "mac-b", "mac-c", "mac-d", "mac-e"),
                        Arbitraries.longs().between(0, 24),
                        Arbitraries.longs().between(0, 12),
                        Arbitraries.longs().between(0, 6))
                .as(
                        (kind, address, holder, from, length, delay) -> {
                            boolean hourly =
                                    kind == Binding.Kind.SEEN || kind == Binding.Kind.ROUTER;
                            long start = T0 + (hourly ? from / 6 * 6 : from) * 10 * MINUTE;
                            return new Binding(
                                    kind,
                                    "venue",
                                    kind == Binding.Kind.ROUTER ? holder : address,
                                    holder,
                                    null,
                                    start,
                                    start + (hourly ? 12 : length) * 10 * MINUTE,
                                    T0 + (from + delay) * 10 * MINUTE);
                        })
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 500)
    void rowsOfEveryKindAreASet(@ForAll("mixed") List<Binding> rows, @ForAll Random random) {
        List<Binding> shuffled = new ArrayList<>(rows);
        rows.stream().filter(row -> random.nextBoolean()).forEach(shuffled::add);
        Collections.shuffle(shuffled, random);
        BindingTable a = table(rows);
        BindingTable b = table(shuffled);
        assertThat(b.rows()).containsExactlyInAnyOrderElementsOf(a.rows()).doesNotHaveDuplicates();
        assertThat(answers(b, T0)).isEqualTo(answers(a, T0));
        assertThat(answers(table(a.rows()), T0)).isEqualTo(answers(a, T0));
    }

    @Property(tries = 500)
    void rowsOfEveryKindWaitForTheirHold(
            @ForAll("mixed") List<Binding> rows, @ForAll("hours") long written) {
        List<Binding> inEffect =
                rows.stream().filter(row -> row.writeTime() + HOLD <= written).toList();
        for (long when = T0; when <= T0 + 6 * HOUR; when += 5 * MINUTE) {
            assertThat(answer(table(rows), when, written))
                    .isEqualTo(answer(table(inEffect), when, written));
        }
    }

    @Property(tries = 500)
    void expiryOfEveryKindChangesNoAnswerAfterTheHorizon(
            @ForAll("mixed") List<Binding> rows, @ForAll("hours") long horizon) {
        BindingTable kept = table(rows);
        kept.expire(horizon);
        assertThat(answers(kept, horizon)).isEqualTo(answers(table(rows), horizon));
    }

    /** A gap is filled by one MAC that was seen there and routes nothing, or by nobody. */
    @Property(tries = 500)
    void whoIsSeenHoldsNoAddressThatIsLeased(@ForAll("mixed") List<Binding> rows) {
        BindingTable all = table(rows);
        BindingTable strong = table(rows.stream().filter(row -> !row.kind().weak()).toList());
        long written = T0 + DAY;
        for (long when = T0; when <= T0 + 6 * HOUR; when += 5 * MINUTE) {
            Binding leased = strong.device("venue", "10.0.0.1", when, written);
            Binding holder = all.device("venue", "10.0.0.1", when, written);
            if (leased != null) {
                assertThat(holder).isEqualTo(leased);
            } else if (holder != null) {
                assertThat(holder.kind()).isEqualTo(Binding.Kind.SEEN);
                assertThat(when).isBetween(holder.from(), holder.to() - 1);
                String mac = holder.holder();
                assertThat(rows)
                        .noneMatch(
                                row ->
                                        row.kind() == Binding.Kind.ROUTER
                                                && row.holder().equals(mac)
                                                && row.slot() == holder.slot());
            }
        }
    }

    @Provide
    Arbitrary<Long> hours() {
        return Arbitraries.longs().between(0, 36).map(tens -> T0 + tens * 10 * MINUTE);
    }

    private static List<List<Object>> answers(BindingTable table, long from) {
        List<List<Object>> answers = new ArrayList<>();
        for (long when = from; when <= T0 + 6 * HOUR; when += 5 * MINUTE) {
            answers.add(answer(table, when, T0 + DAY));
        }
        return answers;
    }

    private static List<Object> answer(BindingTable table, long when, long written) {
        String address = "10.0.0.1";
        return Arrays.asList(
                table.device("venue", address, when, written),
                table.accounts("venue", address, when, written),
                table.plate("venue", address, when, written));
    }

    @Provide
    Arbitrary<Long> moments() {
        return Arbitraries.longs().between(0, 90).map(seconds -> T0 + seconds * SECOND);
    }

    private static BindingTable table(List<Binding> rows) {
        BindingTable table = new BindingTable(HOLD);
        rows.forEach(table::add);
        return table;
    }
}

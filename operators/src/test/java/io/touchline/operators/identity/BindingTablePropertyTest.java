// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BindingTablePropertyTest {
    private static final long HOLD = 45 * SECOND;

    @Provide
    Arbitrary<List<Binding>> rows() {
        return Combinators.combine(
                        Arbitraries.of(Binding.Kind.values()),
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

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import static io.touchline.testkit.TelemetryFixtures.SITE;
import static io.touchline.testkit.Times.HOUR;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.identity.Binding.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class WeakRowsPropertyTest {
    private static final int SLOT_ROWS = 8;

    private static final Comparator<Binding> FIRST_WRITTEN =
            Comparator.comparingLong(Binding::writeTime)
                    .thenComparingLong(Binding::from)
                    .thenComparing(Binding::address)
                    .thenComparing(Binding::holder);

    @Provide
    Arbitrary<List<Binding>> rows() {
        return Combinators.combine(
                        Arbitraries.of("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"),
                        Arbitraries.of("a", "b", "c", "d", "e", "f", "g"),
                        Arbitraries.longs().between(0, 1),
                        Arbitraries.longs().between(0, 30))
                .as((address, mac, hour, delay) -> row(address, mac, T0 + hour * HOUR, delay))
                .list()
                .ofMaxSize(60);
    }

    @Property(tries = 1_000)
    void keepsTheFirstWrittenInWhateverOrderTheyCome(
            @ForAll("rows") List<Binding> rows, @ForAll Random random) {
        List<Binding> shuffled = new ArrayList<>(rows);
        rows.stream().filter(row -> random.nextBoolean()).forEach(shuffled::add);
        Collections.shuffle(shuffled, random);
        assertThat(kept(shuffled)).containsExactlyInAnyOrderElementsOf(firstWritten(rows));
    }

    /** What is told twice changes nothing, nor does what is kept when it is told again. */
    @Property(tries = 300)
    void whatIsKeptIsKeptWhenItIsReadBack(@ForAll("rows") List<Binding> rows) {
        List<Binding> kept = kept(rows);
        assertThat(kept(kept)).containsExactlyInAnyOrderElementsOf(kept);
    }

    /** So a subtask that has heard of more than another answers alike. */
    @Property(tries = 300)
    void aRowWrittenLaterPushesNoneOutThatWasWrittenBefore(
            @ForAll("rows") List<Binding> rows, @ForAll Random random) {
        long now = T0 + random.nextInt(30) * SECOND;
        List<Binding> early = rows.stream().filter(row -> row.writeTime() <= now).toList();
        assertThat(kept(rows).stream().filter(row -> row.writeTime() <= now))
                .containsExactlyInAnyOrderElementsOf(kept(early));
    }

    @Property(tries = 300)
    void forgetsSlotsThatEndedAndNothingElse(@ForAll("rows") List<Binding> rows) {
        WeakRows table = table(rows);
        table.expire(T0 + 3 * HOUR + 1);
        assertThat(all(table))
                .containsExactlyInAnyOrderElementsOf(
                        firstWritten(rows).stream().filter(row -> row.from() > T0).toList());
        table.expire(T0 + 4 * HOUR + 1);
        assertThat(table.isEmpty()).isTrue();
        assertThat(table.at(SITE, "10.0.0.1")).isEmpty();
        assertThat(table.of(SITE, "a")).isEmpty();
    }

    @Test
    void aFloodStaysBelowTheCapOfItsSlots() {
        WeakRows table = new WeakRows(Kind.SEEN);
        for (int i = 0; i < 100_000; i++) {
            String address = "10." + (i >> 16) + '.' + (i >> 8 & 255) + '.' + (i & 255);
            table.add(row(address, "mac-" + i, T0, 100_000 - i));
            table.add(row("10.0.0.1", "mac-" + i, T0, 100_000 - i));
        }
        assertThat(all(table)).hasSize(Kind.SEEN.slotRows());
        assertThat(table.at(SITE, "10.0.0.1").get(T0 / HOUR)).hasSize(WeakRows.PER_ADDRESS);
    }

    private static Binding row(String address, String mac, long hour, long delay) {
        return new Binding(
                Kind.SEEN, SITE, address, mac, null, hour, hour + 2 * HOUR, T0 + delay * SECOND);
    }

    private static WeakRows table(List<Binding> rows) {
        WeakRows table = new WeakRows(HOUR, SLOT_ROWS);
        rows.forEach(table::add);
        return table;
    }

    private static List<Binding> all(WeakRows table) {
        List<Binding> all = new ArrayList<>();
        table.addTo(all);
        return all;
    }

    private static List<Binding> kept(List<Binding> rows) {
        return all(table(rows));
    }

    /** The definition: of each address and holder, then of each address, then of the slot. */
    private static List<Binding> firstWritten(List<Binding> rows) {
        Map<String, Binding> ofHolder = new TreeMap<>();
        for (Binding row : rows) {
            ofHolder.merge(
                    row.slot() + row.address() + row.holder(),
                    row,
                    (a, b) -> FIRST_WRITTEN.compare(a, b) <= 0 ? a : b);
        }
        Map<String, Integer> ofAddress = new HashMap<>();
        Map<Long, Integer> ofSlot = new HashMap<>();
        return ofHolder.values().stream()
                .sorted(FIRST_WRITTEN)
                .filter(
                        row ->
                                ofAddress.merge(row.slot() + row.address(), 1, Integer::sum)
                                        <= WeakRows.PER_ADDRESS)
                .filter(row -> ofSlot.merge(row.slot(), 1, Integer::sum) <= SLOT_ROWS)
                .toList();
    }
}

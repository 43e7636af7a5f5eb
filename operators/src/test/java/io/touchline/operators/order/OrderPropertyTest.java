// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.order;

import static io.touchline.testkit.TelemetryFixtures.SERVER;
import static io.touchline.testkit.TelemetryFixtures.WORKSTATION;
import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.TelemetryFixtures.visit;
import static io.touchline.testkit.Times.MINUTE;
import static io.touchline.testkit.Times.SECOND;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.schemas.Interaction;
import io.touchline.testkit.Harnesses;
import io.touchline.testkit.Harnesses.Backend;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/**
 * Promise R17 of docs/reliability.md: in whatever order records come within 5 seconds of write
 * time, each entity gets the same rows in the same order.
 */
class OrderPropertyTest {
    private static final long BOUND = 5 * SECOND;

    private static @Nullable Map<String, List<Interaction>> expected;

    private static List<Interaction> story() {
        List<Interaction> rows = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            long time = T0 + i * 400L;
            int id = i % 9 == 8 ? i - 1 : i; // some twice
            rows.add(
                    (i % 3 == 0 ? visit("a" + i % 5 + ".example") : flow().to(SERVER))
                            .from(i % 2 == 0 ? WORKSTATION : SERVER)
                            .at(T0 + id * 400L)
                            .writtenAt(time)
                            .id(id)
                            .build());
        }
        return rows;
    }

    /** Any order in which no record comes more than 5 seconds of write time behind another. */
    private static List<Interaction> shuffled(List<Interaction> rows, Random random) {
        Map<Interaction, Long> arrival = new HashMap<>();
        rows.forEach(row -> arrival.put(row, row.writeTime() + random.nextLong(BOUND)));
        List<Interaction> mixed = new ArrayList<>(rows);
        mixed.sort(Comparator.comparingLong(arrival::get));
        return mixed;
    }

    private static Map<String, List<Interaction>> play(List<Interaction> rows) throws Exception {
        try (var order =
                Harnesses.keyed(
                        new OrderOperator(OrderOptions.defaults()),
                        Interaction::entity,
                        Backend.HEAP,
                        null)) {
            long highest = Long.MIN_VALUE;
            for (Interaction row : rows) {
                order.processElement(row, row.writeTime());
                highest = Math.max(highest, row.writeTime());
                // as the source makes it: whole seconds behind the highest
                order.processWatermark(Math.floorDiv(highest - BOUND, SECOND) * SECOND - 1);
            }
            order.processWatermark(highest + MINUTE);
            Map<String, List<Interaction>> byEntity = new TreeMap<>();
            for (Interaction row : Harnesses.values(order)) {
                byEntity.computeIfAbsent(row.entity(), e -> new ArrayList<>()).add(row);
            }
            return byEntity;
        }
    }

    @Property(tries = 500)
    void theOrderOfArrivalWithinTheBoundIsIrrelevant(@ForAll Random random) throws Exception {
        if (expected == null) {
            expected = play(story()); // once: the same for every try
        }
        assertThat(expected).hasSize(2);
        assertThat(play(shuffled(story(), random))).isEqualTo(expected);
    }
}

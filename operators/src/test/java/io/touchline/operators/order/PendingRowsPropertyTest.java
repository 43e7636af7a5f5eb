// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.order;

import static io.touchline.testkit.TelemetryFixtures.flow;
import static io.touchline.testkit.Times.T0;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.state.InteractionSerializer;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Interaction;
import io.touchline.testkit.Harnesses;
import java.util.ArrayList;
import java.util.Collections;
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
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

class PendingRowsPropertyTest {

    @Provide
    Arbitrary<List<Interaction>> rows() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.longs().between(0, 5_000),
                        Arbitraries.longs().between(0, 6))
                .as(
                        (key, time, id) ->
                                flow().from(EntityKeys.device("venue", "10.0.0." + key))
                                        .at(T0 + time)
                                        .id(id)
                                        .build())
                .list()
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<List<Long>> marks() {
        return Arbitraries.longs().between(-10, 5_010).list().ofMaxSize(12);
    }

    @Property(tries = 300)
    void releasesTheSameSequencePerKeyForAnyOrderAndAnySplit(
            @ForAll("rows") List<Interaction> rows,
            @ForAll("marks") List<Long> marks,
            @ForAll Random random)
            throws Exception {
        List<Interaction> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        assertThat(play(shuffled, marks)).isEqualTo(play(rows, List.of()));
    }

    @Property(tries = 200)
    void releasesNothingBeyondTheWatermarkAndEverythingUpToIt(
            @ForAll("rows") List<Interaction> rows, @ForAll("marks") List<Long> marks)
            throws Exception {
        PendingRows<Interaction> pending = empty();
        rows.forEach(pending::add);
        long reached = Long.MIN_VALUE;
        List<Interaction> released = new ArrayList<>();
        for (long mark : marks.stream().sorted().toList()) {
            reached = T0 + mark;
            pending.release(reached, (key, bundle) -> released.addAll(bundle));
            long now = reached;
            assertThat(released)
                    .hasSameElementsAs(rows.stream().filter(r -> r.writeTime() <= now).toList());
        }
    }

    @Property(tries = 100)
    void comesBackFromASnapshotAsItWas(@ForAll("rows") List<Interaction> rows) throws Exception {
        PendingRows<Interaction> pending = empty();
        rows.forEach(pending::add);
        PendingRows<Interaction> restored = empty();
        for (List<Interaction> group : pending.byKeyGroup(Harnesses.MAX_PARALLELISM).values()) {
            DataOutputSerializer out = new DataOutputSerializer(64);
            pending.write(group, out);
            restored.read(new DataInputDeserializer(out.getCopyOfBuffer()));
        }
        assertThat(released(restored)).isEqualTo(released(pending));
    }

    /** Rows come in the order given, spread over the watermarks, but never behind one. */
    private static Map<String, List<Interaction>> play(List<Interaction> rows, List<Long> marks)
            throws Exception {
        PendingRows<Interaction> pending = empty();
        Map<String, List<Interaction>> perKey = new TreeMap<>();
        List<Long> ascending = marks.stream().sorted().toList();
        for (int step = 0; step <= ascending.size(); step++) {
            for (int i = 0; i < rows.size(); i++) {
                int comes = i * (ascending.size() + 1) / rows.size();
                if (Math.min(comes, due(rows.get(i), ascending)) == step) {
                    pending.add(rows.get(i));
                }
            }
            long mark = step < ascending.size() ? T0 + ascending.get(step) : Long.MAX_VALUE;
            collect(pending, mark, perKey);
        }
        assertThat(pending.isEmpty()).isTrue();
        return perKey;
    }

    /** The first watermark that releases the row. */
    private static int due(Interaction row, List<Long> marks) {
        int step = 0;
        while (step < marks.size() && T0 + marks.get(step) < row.writeTime()) {
            step++;
        }
        return step;
    }

    private static Map<String, List<Interaction>> released(PendingRows<Interaction> pending)
            throws Exception {
        Map<String, List<Interaction>> perKey = new TreeMap<>();
        collect(pending, Long.MAX_VALUE, perKey);
        return perKey;
    }

    private static void collect(
            PendingRows<Interaction> pending, long mark, Map<String, List<Interaction>> perKey)
            throws Exception {
        pending.release(
                mark,
                (key, bundle) -> {
                    assertThat(bundle).allMatch(row -> row.entity().equals(key));
                    perKey.computeIfAbsent(key, k -> new ArrayList<>()).addAll(bundle);
                });
    }

    private static PendingRows<Interaction> empty() {
        return new PendingRows<>(InteractionSerializer.INSTANCE, OrderOperator.BY_ENTITY);
    }
}

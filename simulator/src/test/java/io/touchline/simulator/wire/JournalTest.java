// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Instant START = Instant.parse("2026-05-16T00:00:00Z");

    private final List<Row> out = new ArrayList<>();
    private final Journal journal = new Journal(START, START.plusSeconds(100), out::add);

    private static Row row(long second, String id) {
        return new Row(Log.CONN, START.plusSeconds(second), Map.of("uid", id));
    }

    private List<Object> ids() {
        return out.stream().map(row -> row.fields().get("uid")).toList();
    }

    @Test
    void ordersByTheTimeOfWritingAndTiesByArrival() {
        journal.add(row(9, "long"));
        journal.add(row(3, "first"));
        journal.add(row(3, "second"));
        journal.advance(START.plusSeconds(3));
        assertThat(ids()).isEmpty();

        journal.advance(START.plusSeconds(4));
        assertThat(ids()).containsExactly("first", "second");

        journal.close();
        assertThat(ids()).containsExactly("first", "second", "long");
    }

    @Test
    void whatIsWrittenOutsideOfTheRecordingIsNot() {
        journal.add(row(-1, "before"));
        journal.add(row(0, "start"));
        journal.add(row(100, "end"));
        journal.close();
        assertThat(ids()).containsExactly("start");
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JournalTest {
    private static final Instant START = Instant.parse("2026-06-06T12:00:00Z");
    private static final Instant END = START.plusSeconds(100);

    private final List<String> out = new ArrayList<>();
    private final Journal journal =
            new Journal(START, END, row -> out.add((String) row.fields().get("name")));

    @Test
    void ordersByTimeOfWriting() {
        add("c", 30);
        add("a", 10);
        add("b", 20);
        journal.advance(START.plusSeconds(40));
        assertThat(out).containsExactly("a", "b", "c");
    }

    @Test
    void keepsOrderOfArrivalOfTies() {
        for (int i = 0; i < 40; i++) {
            add("tie" + i, 10);
        }
        journal.close();
        assertThat(out).hasSize(40).first().isEqualTo("tie0");
        for (int i = 0; i < 40; i++) {
            assertThat(out.get(i)).isEqualTo("tie" + i);
        }
    }

    @Test
    void holdsWhatIsWrittenNowOrLater() {
        add("before", 9);
        add("now", 10);
        add("after", 11);
        journal.advance(START.plusSeconds(10));
        assertThat(out).containsExactly("before");
        journal.advance(START.plusSeconds(11));
        assertThat(out).containsExactly("before", "now");
        journal.close();
        assertThat(out).containsExactly("before", "now", "after");
    }

    @Test
    void dropsWhatIsOutsideTheRecording() {
        add("too early", -1);
        add("first", 0);
        add("last", 99);
        add("too late", 100);
        add("far too late", 5_000);
        journal.close();
        journal.advance(END.plusSeconds(9_000));
        assertThat(out).containsExactly("first", "last");
    }

    @Test
    void writesNothingTwice() {
        add("a", 10);
        journal.advance(START.plusSeconds(20));
        journal.advance(START.plusSeconds(20));
        journal.close();
        assertThat(out).containsExactly("a");
    }

    @Test
    void releasesWhatItWrote() {
        WeakReference<Map<String, Object>> written = added("a", 10);
        WeakReference<Map<String, Object>> held = added("b", 30);
        WeakReference<Map<String, Object>> dropped = added("c", 200);
        journal.advance(START.plusSeconds(20));
        // a hint to the collector, so ask more than once; no outcome depends on how long it takes
        for (int i = 0; i < 100 && (written.get() != null || dropped.get() != null); i++) {
            System.gc();
            Thread.onSpinWait();
        }
        assertThat(written.get()).isNull();
        assertThat(dropped.get()).isNull();
        assertThat(held.get()).isNotNull();
        journal.close();
        assertThat(out).containsExactly("a", "b");
    }

    private void add(String name, long seconds) {
        journal.add(new Row(Log.CONN, START.plusSeconds(seconds), Map.of("name", name)));
    }

    private WeakReference<Map<String, Object>> added(String name, long seconds) {
        Map<String, Object> fields = new HashMap<>(Map.of("name", name));
        journal.add(new Row(Log.CONN, START.plusSeconds(seconds), fields));
        return new WeakReference<>(fields);
    }
}

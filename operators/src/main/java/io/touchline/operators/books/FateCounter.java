// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.books;

import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What one subtask has counted since its last flush. Never part of a snapshot: it is flushed before
 * every barrier. Not thread-safe.
 */
public final class FateCounter {
    private final TreeMap<String, long[]> counts = new TreeMap<>();

    public void count(String source, Fate fate) {
        counts.computeIfAbsent(source, s -> new long[Fate.values().length])[fate.ordinal()]++;
    }

    /** Hands out every non-zero delta once and forgets it. */
    public void flush(Consumer<BooksDelta> out) {
        for (var entry : counts.entrySet()) {
            for (Fate fate : Fate.values()) {
                long count = entry.getValue()[fate.ordinal()];
                if (count != 0) {
                    out.accept(new BooksDelta(entry.getKey(), fate, count));
                }
            }
        }
        counts.clear();
    }
}

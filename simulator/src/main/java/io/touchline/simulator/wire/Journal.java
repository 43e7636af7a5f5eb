// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/**
 * Puts rows into the order of writing: what was said to be written later is held until time has
 * reached it. Ties keep the order of arrival. What is still open when the recording ends was never
 * written.
 *
 * <p>Memory: a row per connection that is open, per audit record on its way; 1 KB each.
 */
public final class Journal implements Rows {
    private final Instant start;
    private final Instant end;
    private final Consumer<Row> out;
    private final PriorityQueue<Held> held =
            new PriorityQueue<>(
                    Comparator.comparing((Held h) -> h.row().written())
                            .thenComparingLong(Held::number));
    private long number;

    /**
     * @param start what was written before is not recorded
     * @param end nor what was written then or later
     * @param out gets the rows by time of writing
     */
    public Journal(Instant start, Instant end, Consumer<Row> out) {
        this.start = start;
        this.end = end;
        this.out = out;
    }

    private record Held(Row row, long number) {}

    @Override
    public void add(Row row) {
        if (!row.written().isBefore(start) && row.written().isBefore(end)) {
            held.add(new Held(row, number++));
        }
    }

    /** No row written before {@code now} will be added any more. */
    public void advance(Instant now) {
        for (Held next = held.peek();
                next != null && next.row().written().isBefore(now);
                next = held.peek()) {
            out.accept(next.row());
            held.poll();
        }
    }

    /** All that is left. */
    public void close() {
        advance(end);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A discrete-event simulation: acts in order of time, ties in the order in which they were asked
 * for. An act may ask for others, at its own time or later. Not thread-safe.
 *
 * <p>Memory: about 100 bytes per act that waits.
 */
public final class Clock {
    private final Rhythm rhythm;
    private final Consumer<Instant> reached;
    private final PriorityQueue<Due> agenda =
            new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::number));
    private long number;
    private Instant now = Instant.MIN;

    /**
     * @param reached hears the time of each act before it happens
     */
    public Clock(Rhythm rhythm, Consumer<Instant> reached) {
        this.rhythm = rhythm;
        this.reached = reached;
    }

    private record Due(Instant at, long number, Runnable act) {}

    /** What is asked for the past happens now. */
    public void at(Instant time, Runnable act) {
        if (time.isBefore(rhythm.end())) {
            agenda.add(new Due(time.isBefore(now) ? now : time, number++, act));
        }
    }

    /** At the start of each day: the plan of that day. */
    public void daily(Consumer<LocalDate> plan) {
        for (LocalDate day : rhythm.all()) {
            at(Rhythm.at(day, 0, 0), () -> plan.accept(day));
        }
    }

    /** From {@code first} until {@code end}, each time after another {@code gap}. */
    public void repeat(Instant first, Instant end, Supplier<Duration> gap, Consumer<Instant> act) {
        if (first.isBefore(end)) {
            at(
                    first,
                    () -> {
                        act.accept(first);
                        repeat(first.plus(gap.get()), end, gap, act);
                    });
        }
    }

    /** Until nothing is left to do. */
    public void run() {
        for (Due due = agenda.poll(); due != null; due = agenda.poll()) {
            now = due.at();
            reached.accept(now);
            due.act().run();
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition; a look every 50 ms. */
public final class Await {
    private static final long LOOK_NANOS = 50_000_000;

    private Await() {}

    /**
     * Returns when the condition holds.
     *
     * @param what is waited for, for the message
     * @return how long it took, seconds
     * @throws IllegalStateException when it does not hold in time
     */
    public static double until(String what, Duration atMost, BooleanSupplier condition) {
        return until(what, atMost, condition, () -> "");
    }

    /**
     * As {@link #until(String, Duration, BooleanSupplier)}.
     *
     * @param state what is the case instead, for the message
     */
    public static double until(
            String what, Duration atMost, BooleanSupplier condition, Supplier<String> state) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > atMost.toNanos()) {
                throw new IllegalStateException(
                        "not within " + atMost.toSeconds() + " s: " + what + ' ' + state.get());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return (System.nanoTime() - start) / 1e9;
    }
}

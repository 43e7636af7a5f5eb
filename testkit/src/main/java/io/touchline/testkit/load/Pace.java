// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import java.util.concurrent.locks.LockSupport;

/** Lets {@code rate} records a second pass. */
final class Pace {
    private final double nanosEach;
    private final long start = System.nanoTime();
    private long passed;

    Pace(double rate) {
        this.nanosEach = rate <= 0 ? 0 : 1e9 / rate;
    }

    void await() {
        long due = start + (long) (passed++ * nanosEach);
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}

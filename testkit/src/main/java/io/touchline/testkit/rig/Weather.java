// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import java.util.concurrent.locks.LockSupport;

/** What a proxy does to all bytes now. */
final class Weather {
    private static final long LOOK_NANOS = 5_000_000;

    volatile long delayNanos;
    volatile long bytesPerSecond = Long.MAX_VALUE;
    volatile boolean blackHole;

    void clear() {
        delayNanos = 0;
        bytesPerSecond = Long.MAX_VALUE;
        blackHole = false;
    }

    /** Returns when bytes that were read at this time may go on. */
    void awaitPassage(long readNanos) {
        while (blackHole || System.nanoTime() - readNanos < delayNanos) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** Returns when bytes of now may go on. */
    void awaitPassage() {
        awaitPassage(System.nanoTime());
    }

    /** Returns after the time that so many bytes take. */
    void pace(int bytes) {
        long rate = bytesPerSecond;
        if (rate != Long.MAX_VALUE) {
            long until = System.nanoTime() + bytes * 1_000_000_000L / Math.max(1, rate);
            while (until - System.nanoTime() > 0 && bytesPerSecond == rate) {
                LockSupport.parkNanos(Math.min(LOOK_NANOS, until - System.nanoTime()));
            }
        }
    }
}

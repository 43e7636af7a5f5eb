// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import java.io.PrintStream;
import java.util.Locale;

/** Progress on a terminal; silent when standard error is none. */
final class Console {
    private final boolean terminal;
    private final PrintStream err;
    private long lastShown;

    Console(PrintStream err) {
        this(err, System.getenv("TOUCHLINE_TTY") != null || System.console() != null);
    }

    Console(PrintStream err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    boolean isTerminal() {
        return terminal;
    }

    /** At most five lines a second, each over the one before. */
    synchronized void progress(String text) {
        long now = System.nanoTime();
        if (terminal && now - lastShown > 200_000_000L) {
            lastShown = now;
            err.print("\r\u001b[2K" + text);
            err.flush();
        }
    }

    /** Clears what {@link #progress} left on the line. */
    synchronized void clear() {
        if (terminal) {
            err.print("\r\u001b[2K");
            err.flush();
        }
    }

    static String rate(long count, long startNanos) {
        double seconds = Math.max(0.001, (System.nanoTime() - startNanos) / 1e9);
        return String.format(Locale.ROOT, "%,.0f/s", count / seconds);
    }

    /** Seconds left, or nothing where the total is not known. */
    static String left(long done, long total, long startNanos) {
        if (done <= 0 || total <= done) {
            return "";
        }
        double seconds = (System.nanoTime() - startNanos) / 1e9 * (total - done) / done;
        return String.format(Locale.ROOT, ", %.0f s left", seconds);
    }
}

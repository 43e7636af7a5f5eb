// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

/**
 * How often something shows that it is there, in minutes. 48 bytes. Public fields, for it is a
 * state.
 *
 * <p>Its patience is {@code max(5, 2 mean + 5 sd)} of the gaps between minutes with a sign: of
 * exponential gaps seven means, which one in 1,100 exceeds ({@code e^-7}); of a clock's two. Mean
 * and variance are decayed over the last 256 gaps; a gap teaches no more than the patience, so that
 * a night does not make it deaf, and a slower rhythm is learnt all the same.
 */
public final class Rhythm {
    static final long NONE = Long.MIN_VALUE;

    private static final int FEW = 60;
    private static final long YOUNG_MINUTES = 180;
    private static final double SLOWEST_MINUTES = 15;
    private static final long LEAST_PATIENCE = 5;
    private static final long PATIENCE_OF_THE_YOUNG = 60;
    private static final double MEMORY = 256;

    /** Minutes since 1970: of its first sign and of its last. */
    public long first = NONE;

    public long last = NONE;

    /** The minute from which its silence counts: the last sign, or the end of a blindness. */
    public long since = NONE;

    /** Minutes with a sign. */
    public int beats;

    public double mean;
    public double square;

    void hear(long minute) {
        if (first == NONE) {
            first = minute;
        } else if (minute <= last) {
            return;
        } else if (minute > since) {
            double gap = Math.min(minute - since, patience());
            double weight = 1 / Math.min(MEMORY, beats);
            mean += weight * (gap - mean);
            square += weight * (gap * gap - square);
        }
        last = minute;
        since = Math.max(since, minute);
        beats = Math.min(beats + 1, Short.MAX_VALUE);
    }

    /** What was unseen until {@code minute} is no silence. */
    void pardon(long minute) {
        since = Math.max(since, minute);
    }

    /** Whether it is known well enough for its silence to say something. */
    boolean regular() {
        return beats >= FEW && last - first >= YOUNG_MINUTES && mean <= SLOWEST_MINUTES;
    }

    /** Minutes after which its silence is odd. */
    long patience() {
        if (beats < FEW) {
            return PATIENCE_OF_THE_YOUNG;
        }
        double deviation = Math.sqrt(Math.max(0, square - mean * mean));
        return Math.max(LEAST_PATIENCE, (long) Math.ceil(2 * mean + 5 * deviation));
    }

    /** Minutes by which the silence of two that failed together may seem to begin apart. */
    long blur() {
        return Math.max(LEAST_PATIENCE, (long) Math.ceil(2 * mean));
    }

    /** The minute at whose end it is overdue, if nothing is heard of it until then. */
    long due() {
        return since + patience() + 1;
    }

    /**
     * Whether the silence of a sensor that told its last at {@code dark} may be all of this one's:
     * it was not seen after that, and nothing was odd before.
     */
    boolean mayBeUnseenSince(long dark) {
        return since <= dark + 1 && since + patience() >= dark;
    }
}

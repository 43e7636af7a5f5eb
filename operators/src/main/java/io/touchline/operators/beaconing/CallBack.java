// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import io.touchline.operators.stats.Bits;

/** A server opens a connection to a network that came to it within a day. Pure; in bits. */
public final class CallBack {
    /** Days back, beside today, on which the other may have come. */
    public static final int DAYS = 1;

    /** Of new outside addresses, before anything is known of a server: one in ten thousand. */
    private static final double USUAL = 1e-4;

    /** New outside addresses after which its own past counts as much. */
    private static final double WEIGHT = 20;

    private CallBack() {}

    /**
     * Surprise of one more: {@code -log2 (k + 20e-4)/(n + 20)}, 13.3 of a server without a past. A
     * machine that does so for a living (mail between exchanges) is no surprise after the first.
     *
     * @param before k, call-backs that it made
     * @param addresses n, new outside addresses that it met, k or more
     */
    public static double bits(double before, double addresses) {
        return Bits.ofTail((before + USUAL * WEIGHT) / (addresses + WEIGHT));
    }
}

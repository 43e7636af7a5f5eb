// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.beaconing;

import java.util.Arrays;

/** What one entity remembers of its visits to one destination. Mutable. */
public final class Rhythm {
    /** Four per octave from 62.5 ms to 12 days. */
    static final int BINS = 96;

    /** Contacts that may still be overtaken, in order of when they happened. */
    static final int TAIL = 8;

    /** Write time of the first contact. */
    public final long openedAt;

    public long[] tail = new long[0];

    /** Visits are contacts 0.1 s apart. */
    public final Gaps fine = new Gaps();

    /** Visits are contacts 10 s apart: a page with its pictures is one. */
    public final Gaps coarse = new Gaps();

    /** Fine gaps by length; halved, all of them, when one is full. */
    public final byte[] bins = new byte[BINS];

    /** How often it was looked at. */
    public int looks;

    /** The most bits that were told. */
    public float told;

    public Rhythm(long openedAt) {
        this.openedAt = openedAt;
    }

    /** Contacts so far, as long as they can be told apart. */
    public int contacts() {
        return fine.count + tail.length;
    }

    /** Puts a contact into the tail; one that was overtaken long ago makes no gap. */
    void put(long when) {
        if (fine.last != Gaps.NONE && when < fine.last) {
            return;
        }
        int at = Arrays.binarySearch(tail, when);
        int index = at < 0 ? -at - 1 : at;
        long[] longer = new long[tail.length + 1];
        System.arraycopy(tail, 0, longer, 0, index);
        longer[index] = when;
        System.arraycopy(tail, index, longer, index + 1, tail.length - index);
        tail = longer;
    }

    long takeOldest() {
        long oldest = tail[0];
        tail = Arrays.copyOfRange(tail, 1, tail.length);
        return oldest;
    }

    void bin(long gapMillis) {
        int bin = BeaconScores.bin(gapMillis);
        if ((bins[bin] & 0xff) == 0xff) {
            for (int i = 0; i < BINS; i++) {
                bins[i] = (byte) ((bins[i] & 0xff) >> 1);
            }
        }
        bins[bin]++;
    }
}

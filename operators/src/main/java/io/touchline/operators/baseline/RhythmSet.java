// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

/**
 * Which destinations of an entity have a rhythm, so that others cost no row access: a Bloom filter
 * of 256 bits and two hashes, wrong in 15 % of the others when 64 are in it.
 */
final class RhythmSet {
    static final int WORDS = 4;

    final long[] words = new long[WORDS];

    /** How many rows there are. */
    int size;

    void add(long hash) {
        set((int) hash & 0xff);
        set((int) (hash >>> 8) & 0xff);
    }

    boolean mayHold(long hash) {
        return isSet((int) hash & 0xff) && isSet((int) (hash >>> 8) & 0xff);
    }

    private void set(int bit) {
        words[bit >>> 6] |= 1L << bit;
    }

    private boolean isSet(int bit) {
        return (words[bit >>> 6] & 1L << bit) != 0;
    }
}

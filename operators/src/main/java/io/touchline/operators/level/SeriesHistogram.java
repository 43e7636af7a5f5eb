// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.level;

import io.touchline.operators.stats.BitsHistogram;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The raw bits that a series has shown, in half as many bins as {@link BitsHistogram}, of
 * sixteenths in 16 bits. Mutable; 64 bytes. Fades every {@link #FADE_EVERY} values: sixteenths that
 * fade at each value would round to nothing.
 */
final class SeriesHistogram {
    static final int BINS = BitsHistogram.BINS / 2;
    static final int FADE_EVERY = 64;

    private static final int SIXTEENTH = 16;
    private static final int MOST = 0xFFFF;

    private final char[] weights = new char[BINS];

    void add(double bits) {
        int bin = BitsHistogram.bin(bits) / 2;
        weights[bin] = (char) Math.min(MOST, weights[bin] + SIXTEENTH);
    }

    void fade(double factor) {
        for (int i = 0; i < BINS; i++) {
            weights[i] = (char) Math.round(weights[i] * factor);
        }
    }

    /** The p-value of {@code bits} against what was seen, in (0, 1]. */
    double p(double bits) {
        long[] fine = new long[BitsHistogram.BINS];
        for (int i = 0; i < BINS; i++) {
            long weight = (long) weights[i] * (BitsHistogram.UNIT / SIXTEENTH);
            fine[2 * i] = weight / 2;
            fine[2 * i + 1] = weight - weight / 2;
        }
        return new BitsHistogram(fine).p(bits);
    }

    void write(DataOutput out) throws IOException {
        for (char weight : weights) {
            out.writeChar(weight);
        }
    }

    void read(DataInput in) throws IOException {
        for (int i = 0; i < BINS; i++) {
            weights[i] = in.readChar();
        }
    }
}

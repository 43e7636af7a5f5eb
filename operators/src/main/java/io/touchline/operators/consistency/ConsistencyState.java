// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.consistency;

import io.touchline.operators.stats.BitsHistogram;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What a group of signals remembers. Mutable; floats, as they are written. */
public final class ConsistencyState {
    /** The scatter of more signals would be larger than what it tells. */
    public static final int MOST_SIGNALS = 64;

    /** Sine and cosine of the day and of its half. */
    static final int CLOCK = 4;

    private static final byte VERSION = 1;

    final int signals;

    /** Signals now, signals before, clock. */
    final int variables;

    final float[] means;

    /** Lower triangle of the decayed scatter around the means, row by row. */
    final float[] scatter;

    /** By signal and variable: rows of the inverse correlation, divided by their diagonal. */
    final float[] precision;

    /** By signal: mean square residual, and the last value. */
    final float[] residualSquares;

    final float[] last;
    final BitsHistogram shown = new BitsHistogram();
    double weight;

    /** Running sum of misfits, and what it usually is. */
    float running;

    float usual;
    float usualWeight;
    long seen;
    short run;

    public ConsistencyState(int signals) {
        if (signals < 1 || signals > MOST_SIGNALS) {
            throw new IllegalArgumentException("1 to " + MOST_SIGNALS + " signals: " + signals);
        }
        this.signals = signals;
        this.variables = 2 * signals + CLOCK;
        this.means = new float[variables];
        this.scatter = new float[variables * (variables + 1) / 2];
        this.precision = new float[signals * variables];
        this.residualSquares = new float[signals];
        this.last = new float[signals];
    }

    static int at(int row, int column) {
        return row >= column ? row * (row + 1) / 2 + column : column * (column + 1) / 2 + row;
    }

    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        out.writeByte(signals);
        for (float[] floats : arrays()) {
            for (float value : floats) {
                out.writeFloat(value);
            }
        }
        for (long bin : shown.weights()) {
            out.writeLong(bin);
        }
        out.writeDouble(weight);
        out.writeFloat(running);
        out.writeFloat(usual);
        out.writeFloat(usualWeight);
        out.writeLong(seen);
        out.writeShort(run);
    }

    /** Reads what {@link #write} wrote, in any released version. */
    public static ConsistencyState read(DataInput in) throws IOException {
        byte version = in.readByte();
        if (version != VERSION) {
            throw new IOException("could not read a consistency state: its version is " + version);
        }
        ConsistencyState state = new ConsistencyState(in.readByte());
        for (float[] floats : state.arrays()) {
            for (int i = 0; i < floats.length; i++) {
                floats[i] = in.readFloat();
            }
        }
        for (int i = 0; i < BitsHistogram.BINS; i++) {
            state.shown.weights()[i] = in.readLong();
        }
        state.weight = in.readDouble();
        state.running = in.readFloat();
        state.usual = in.readFloat();
        state.usualWeight = in.readFloat();
        state.seen = in.readLong();
        state.run = in.readShort();
        return state;
    }

    private float[][] arrays() {
        return new float[][] {means, scatter, precision, residualSquares, last};
    }
}

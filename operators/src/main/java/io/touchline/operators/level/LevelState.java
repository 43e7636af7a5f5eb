// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.level;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What one series remembers: {@link #BYTES} written. Mutable. */
public final class LevelState {
    /** Written size; never more than 200. */
    public static final int BYTES =
            1 + 4 * Belief.BYTES + 5 * LevelState.SLOTS + 2 * SeriesHistogram.BINS + 16;

    /** Times of day that are told apart: two hours each, UTC. */
    static final int SLOTS = 12;

    private static final byte VERSION = 1;

    final Belief level = new Belief();
    final Belief season = new Belief();

    /** Of the logarithm of the step. */
    final Belief step = new Belief();

    /** Of the logarithm of the polls without change, of those times that are over. */
    final Belief rests = new Belief();

    /** Mean of each time of day, and how much taught it: no more than {@link Byte#MAX_VALUE}. */
    final float[] slots = new float[SLOTS];

    final byte[] slotWeights = new byte[SLOTS];
    final SeriesHistogram shown = new SeriesHistogram();

    float last;

    /** Share of polls with a change. */
    float changes = 0.5f;

    /** Values seen. */
    int seen;

    /** Polls without change, up to now. */
    short still;

    byte run;

    /** What calibrated bits are divided by, less one, in fiftieths. */
    byte episode;

    public void write(DataOutput out) throws IOException {
        out.writeByte(VERSION);
        for (Belief belief : beliefs()) {
            belief.write(out);
        }
        for (int i = 0; i < SLOTS; i++) {
            out.writeFloat(slots[i]);
            out.writeByte(slotWeights[i]);
        }
        shown.write(out);
        out.writeFloat(last);
        out.writeFloat(changes);
        out.writeInt(seen);
        out.writeShort(still);
        out.writeByte(run);
        out.writeByte(episode);
    }

    /** Reads what {@link #write} wrote, in any released version. */
    public static LevelState read(DataInput in) throws IOException {
        byte version = in.readByte();
        if (version != VERSION) {
            throw new IOException("could not read a level state: its version is " + version);
        }
        LevelState state = new LevelState();
        for (Belief belief : state.beliefs()) {
            belief.read(in);
        }
        for (int i = 0; i < SLOTS; i++) {
            state.slots[i] = in.readFloat();
            state.slotWeights[i] = in.readByte();
        }
        state.shown.read(in);
        state.last = in.readFloat();
        state.changes = in.readFloat();
        state.seen = in.readInt();
        state.still = in.readShort();
        state.run = in.readByte();
        state.episode = in.readByte();
        return state;
    }

    private Belief[] beliefs() {
        return new Belief[] {level, season, step, rests};
    }
}

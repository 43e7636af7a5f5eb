// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.beaconing.Gaps;
import io.touchline.operators.beaconing.Rhythm;
import io.touchline.operators.state.Fields;
import io.touchline.operators.state.MutableRecordSerializer;
import io.touchline.operators.state.RecordType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Rhythm}: 72 bytes, 8 per contact that may be overtaken, 2 per length of gap that was. */
public final class RhythmSerializer extends MutableRecordSerializer<Rhythm> {
    public static final RhythmSerializer INSTANCE = new RhythmSerializer();
    public static final TypeInformation<Rhythm> TYPE = new RecordType<>(Rhythm.class, INSTANCE);

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(Rhythm it, DataOutputView out) throws IOException {
        out.writeLong(it.openedAt);
        out.writeByte(it.tail.length);
        for (long when : it.tail) {
            out.writeLong(when);
        }
        writeGaps(it.fine, out);
        writeGaps(it.coarse, out);
        out.writeByte(it.looks);
        out.writeFloat(it.told);
        int used = 0;
        for (byte bin : it.bins) {
            used += bin == 0 ? 0 : 1;
        }
        out.writeByte(used);
        for (int i = 0; i < it.bins.length; i++) {
            if (it.bins[i] != 0) {
                out.writeByte(i);
                out.writeByte(it.bins[i]);
            }
        }
    }

    @Override
    protected Rhythm read(int version, DataInputView in) throws IOException {
        Rhythm it = new Rhythm(in.readLong());
        it.tail = new long[in.readByte()];
        for (int i = 0; i < it.tail.length; i++) {
            it.tail[i] = in.readLong();
        }
        readGaps(it.fine, in);
        readGaps(it.coarse, in);
        it.looks = in.readByte();
        it.told = in.readFloat();
        for (int left = in.readByte(); left > 0; left--) {
            it.bins[in.readByte()] = in.readByte();
        }
        return it;
    }

    private static void writeGaps(Gaps gaps, DataOutputView out) throws IOException {
        Fields.writeVarInt(gaps.count, out);
        out.writeDouble(gaps.sum);
        out.writeDouble(gaps.sumLog);
        out.writeLong(gaps.last);
    }

    private static void readGaps(Gaps gaps, DataInputView in) throws IOException {
        gaps.count = Fields.readVarInt(in);
        gaps.sum = in.readDouble();
        gaps.sumLog = in.readDouble();
        gaps.last = in.readLong();
    }

    @Override
    public Rhythm createInstance() {
        return new Rhythm(0);
    }

    @Override
    public TypeSerializerSnapshot<Rhythm> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Rhythm> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

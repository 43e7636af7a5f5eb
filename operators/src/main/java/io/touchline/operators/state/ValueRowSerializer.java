// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.state;

import io.touchline.operators.novelty.ValueRow;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link ValueRow}, 10 bytes. */
public final class ValueRowSerializer extends RecordSerializer<ValueRow> {
    public static final ValueRowSerializer INSTANCE = new ValueRowSerializer();
    public static final TypeInformation<ValueRow> TYPE = new RecordType<>(ValueRow.class, INSTANCE);

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(ValueRow row, DataOutputView out) throws IOException {
        out.writeInt(row.firstDay());
        out.writeInt(row.lastDay());
        out.writeByte(row.days());
    }

    @Override
    protected ValueRow read(int version, DataInputView in) throws IOException {
        return new ValueRow(in.readInt(), in.readInt(), in.readUnsignedByte());
    }

    @Override
    public ValueRow createInstance() {
        return new ValueRow(0, 0, 0);
    }

    @Override
    public TypeSerializerSnapshot<ValueRow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ValueRow> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

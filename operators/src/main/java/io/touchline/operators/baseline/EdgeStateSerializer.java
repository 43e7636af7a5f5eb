// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.edges.EdgeState;
import io.touchline.operators.state.Fields;
import io.touchline.operators.state.MutableRecordSerializer;
import io.touchline.operators.state.RecordType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link EdgeState}: 26 bytes with the version, 28 at most. */
public final class EdgeStateSerializer extends MutableRecordSerializer<EdgeState> {
    public static final EdgeStateSerializer INSTANCE = new EdgeStateSerializer();
    public static final TypeInformation<EdgeState> TYPE =
            new RecordType<>(EdgeState.class, INSTANCE);

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(EdgeState it, DataOutputView out) throws IOException {
        writeFields(it, out);
    }

    @Override
    protected EdgeState read(int version, DataInputView in) throws IOException {
        return readFields(in);
    }

    /** As a part of something that carries a version of its own. */
    static void writeFields(EdgeState it, DataOutputView out) throws IOException {
        out.writeFloat(it.shape);
        out.writeFloat(it.exposure);
        out.writeFloat(it.current);
        out.writeInt(it.tick);
        Fields.writeVarInt(it.run << 1 | (it.surprising ? 1 : 0), out);
        out.writeFloat(it.peak);
        out.writeFloat(it.highest);
    }

    static EdgeState readFields(DataInputView in) throws IOException {
        EdgeState it = new EdgeState();
        it.shape = in.readFloat();
        it.exposure = in.readFloat();
        it.current = in.readFloat();
        it.tick = in.readInt();
        int run = Fields.readVarInt(in);
        it.run = run >>> 1;
        it.surprising = (run & 1) != 0;
        it.peak = in.readFloat();
        it.highest = in.readFloat();
        return it;
    }

    @Override
    public EdgeState createInstance() {
        return new EdgeState();
    }

    @Override
    public TypeSerializerSnapshot<EdgeState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EdgeState> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

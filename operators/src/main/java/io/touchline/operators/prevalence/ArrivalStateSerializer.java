// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.prevalence;

import io.touchline.operators.arrival.ArrivalState;
import io.touchline.operators.state.RecordSerializer;
import io.touchline.operators.state.RecordType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link ArrivalState}: 33 bytes. */
public final class ArrivalStateSerializer extends RecordSerializer<ArrivalState> {
    public static final ArrivalStateSerializer INSTANCE = new ArrivalStateSerializer();
    public static final TypeInformation<ArrivalState> TYPE =
            new RecordType<>(ArrivalState.class, INSTANCE);

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(ArrivalState it, DataOutputView out) throws IOException {
        out.writeDouble(it.arrivals());
        out.writeDouble(it.hours());
        out.writeLong(it.lastTime());
        out.writeLong(it.since());
    }

    @Override
    protected ArrivalState read(int version, DataInputView in) throws IOException {
        return new ArrivalState(in.readDouble(), in.readDouble(), in.readLong(), in.readLong());
    }

    @Override
    public ArrivalState createInstance() {
        return new ArrivalState(0, 0, 0, 0);
    }

    @Override
    public TypeSerializerSnapshot<ArrivalState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ArrivalState> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

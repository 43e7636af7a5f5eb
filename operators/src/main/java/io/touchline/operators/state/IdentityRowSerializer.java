// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.state;

import io.touchline.operators.identity.IdentityRow;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link IdentityRow} on its way to {@code identity}: which of both, and it. */
public final class IdentityRowSerializer extends RecordSerializer<IdentityRow> {
    public static final IdentityRowSerializer INSTANCE = new IdentityRowSerializer();
    public static final TypeInformation<IdentityRow> TYPE =
            new RecordType<>(IdentityRow.class, INSTANCE);

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(IdentityRow row, DataOutputView out) throws IOException {
        out.writeBoolean(row.binding() != null);
        if (row.binding() != null) {
            BindingSerializer.INSTANCE.serialize(row.binding(), out);
        } else if (row.venue() != null) {
            VenueRowSerializer.INSTANCE.serialize(row.venue(), out);
        } else {
            throw new IOException("could not write an empty row");
        }
    }

    @Override
    protected IdentityRow read(int version, DataInputView in) throws IOException {
        return in.readBoolean()
                ? IdentityRow.of(BindingSerializer.INSTANCE.deserialize(in))
                : IdentityRow.of(VenueRowSerializer.INSTANCE.deserialize(in));
    }

    @Override
    public IdentityRow createInstance() {
        throw new IllegalStateException("a row has no empty form");
    }

    @Override
    public TypeSerializerSnapshot<IdentityRow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<IdentityRow> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

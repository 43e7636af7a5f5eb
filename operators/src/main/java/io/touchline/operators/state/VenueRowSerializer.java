// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.state;

import io.touchline.operators.venue.VenueRow;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link VenueRow} as bytes: its start, and the text of the file. */
public final class VenueRowSerializer extends RecordSerializer<VenueRow> {
    public static final VenueRowSerializer INSTANCE = new VenueRowSerializer();
    public static final TypeInformation<VenueRow> TYPE = new RecordType<>(VenueRow.class, INSTANCE);

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(VenueRow row, DataOutputView out) throws IOException {
        out.writeLong(row.validFrom());
        Fields.writeText(row.text(), out);
    }

    @Override
    protected VenueRow read(int version, DataInputView in) throws IOException {
        return new VenueRow(in.readLong(), Fields.readText(in));
    }

    @Override
    public VenueRow createInstance() {
        throw new IllegalStateException("a row has no empty form");
    }

    @Override
    public TypeSerializerSnapshot<VenueRow> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<VenueRow> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

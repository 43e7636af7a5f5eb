// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.state;

import io.touchline.operators.identity.Binding;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Binding}, broadcast from {@code decode} and kept in the table of {@code identity}. */
public final class BindingSerializer extends RecordSerializer<Binding> {
    public static final BindingSerializer INSTANCE = new BindingSerializer();
    public static final TypeInformation<Binding> TYPE = new RecordType<>(Binding.class, INSTANCE);

    private static final Binding.Kind[] KINDS = Binding.Kind.values();

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(Binding binding, DataOutputView out) throws IOException {
        out.writeByte(binding.kind().ordinal());
        Fields.writeText(binding.site(), out);
        Fields.writeText(binding.address(), out);
        Fields.writeText(binding.holder(), out);
        Fields.writeText(binding.name(), out);
        out.writeLong(binding.from());
        out.writeLong(binding.to());
        out.writeLong(binding.writeTime());
    }

    @Override
    protected Binding read(int version, DataInputView in) throws IOException {
        return new Binding(
                KINDS[in.readByte()],
                Fields.readText(in),
                Fields.readText(in),
                Fields.readText(in),
                Fields.readNullableText(in),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }

    @Override
    public Binding createInstance() {
        throw new IllegalStateException("a binding has no empty form");
    }

    @Override
    public TypeSerializerSnapshot<Binding> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Binding> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

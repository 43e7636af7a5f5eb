// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.state;

import io.touchline.operators.ingest.Frame;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Frame}, on its one hop from the source to {@code decode}. */
public final class FrameSerializer extends RecordSerializer<Frame> {
    public static final FrameSerializer INSTANCE = new FrameSerializer();
    public static final TypeInformation<Frame> TYPE = new RecordType<>(Frame.class, INSTANCE);

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(Frame frame, DataOutputView out) throws IOException {
        Fields.writeText(frame.topic(), out);
        out.writeInt(frame.partition());
        out.writeLong(frame.offset());
        out.writeLong(frame.writeTime());
        Fields.writeText(frame.format(), out);
        out.writeBoolean(frame.badTime());
        Fields.writeVarInt(frame.bytes().length, out);
        out.write(frame.bytes());
    }

    @Override
    protected Frame read(int version, DataInputView in) throws IOException {
        String topic = Fields.readText(in);
        int partition = in.readInt();
        long offset = in.readLong();
        long writeTime = in.readLong();
        String format = Fields.readText(in);
        boolean badTime = in.readBoolean();
        byte[] bytes = new byte[Fields.readVarInt(in)];
        in.readFully(bytes);
        return new Frame(topic, partition, offset, writeTime, format, bytes, badTime);
    }

    @Override
    public Frame createInstance() {
        throw new IllegalStateException("a frame has no empty form");
    }

    @Override
    public TypeSerializerSnapshot<Frame> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Frame> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.prevalence;

import io.touchline.operators.state.Fields;
import io.touchline.operators.state.MutableRecordSerializer;
import io.touchline.operators.state.RecordType;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link PeerSet}: 19 bytes, and 17 per peer. */
public final class PeerSetSerializer extends MutableRecordSerializer<PeerSet> {
    public static final PeerSetSerializer INSTANCE = new PeerSetSerializer();
    public static final TypeInformation<PeerSet> TYPE = new RecordType<>(PeerSet.class, INSTANCE);

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(PeerSet set, DataOutputView out) throws IOException {
        out.writeLong(set.lastUse);
        out.writeLong(set.expiryDue);
        out.writeByte(set.peers.size());
        for (PeerSet.Peer peer : set.peers) {
            out.writeLong(peer.hash());
            out.writeLong(peer.firstUse());
            out.writeBoolean(peer.unsettled());
        }
        Fields.writeVarInt(set.standing, out);
        Fields.writeVarInt(set.slots.size(), out);
        for (Map.Entry<Long, Integer> slot : set.slots.entrySet()) {
            out.writeLong(slot.getKey());
            Fields.writeVarInt(slot.getValue(), out);
        }
    }

    @Override
    protected PeerSet read(int version, DataInputView in) throws IOException {
        PeerSet set = new PeerSet();
        set.lastUse = in.readLong();
        set.expiryDue = in.readLong();
        for (int left = in.readByte(); left > 0; left--) {
            set.peers.add(new PeerSet.Peer(in.readLong(), in.readLong(), in.readBoolean()));
        }
        set.standing = Fields.readVarInt(in);
        for (int left = Fields.readVarInt(in); left > 0; left--) {
            set.slots.put(in.readLong(), Fields.readVarInt(in));
        }
        return set;
    }

    @Override
    public PeerSet createInstance() {
        return new PeerSet();
    }

    @Override
    public TypeSerializerSnapshot<PeerSet> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PeerSet> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

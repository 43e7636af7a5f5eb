// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.beaconing.Ensemble;
import io.touchline.operators.beaconing.EnsembleMember;
import io.touchline.operators.beaconing.Ensembles;
import io.touchline.operators.beaconing.UsualBursts;
import io.touchline.operators.state.Fields;
import io.touchline.operators.state.MutableRecordSerializer;
import io.touchline.operators.state.RecordType;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Ensembles}: 35 bytes, 52 per burst, 38 per member and the names of four of them. */
public final class EnsemblesSerializer extends MutableRecordSerializer<Ensembles> {
    public static final EnsemblesSerializer INSTANCE = new EnsemblesSerializer();
    public static final TypeInformation<Ensembles> TYPE =
            new RecordType<>(Ensembles.class, INSTANCE);

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(Ensembles all, DataOutputView out) throws IOException {
        UsualBursts usual = all.usual;
        out.writeFloat(usual.bursts);
        out.writeFloat(usual.more);
        out.writeByte(usual.sum.length);
        for (int i = 0; i < usual.sum.length; i++) {
            out.writeFloat(usual.freedom[i]);
            out.writeFloat(usual.sum[i]);
        }
        out.writeByte(all.open.size());
        for (Ensemble it : all.open) {
            out.writeBoolean(it.named);
            out.writeLong(it.origin);
            out.writeLong(it.from);
            out.writeLong(it.to);
            out.writeLong(it.openedAt);
            out.writeLong(it.touchedAt);
            Fields.writeVarInt(it.looks, out);
            Fields.writeVarInt(it.next, out);
            out.writeFloat(it.told);
            out.writeBoolean(it.whileOpen);
            out.writeByte(it.members.size());
            for (EnsembleMember member : it.members) {
                write(member, out);
            }
        }
    }

    private static void write(EnsembleMember it, DataOutputView out) throws IOException {
        out.writeLong(it.hash);
        Fields.writeText(it.value, out);
        Fields.writeVarInt(it.contacts, out);
        out.writeInt(it.lastContact);
        out.writeInt(it.start);
        out.writeInt(it.until);
        out.writeFloat(it.packets);
        out.writeFloat(it.bytes);
        Fields.writeVarInt(it.stretches, out);
        out.writeFloat(it.sumLogRate);
        Fields.writeVarInt(it.deltas, out);
        out.writeFloat(it.sumLogBytes);
    }

    @Override
    protected Ensembles read(int version, DataInputView in) throws IOException {
        Ensembles all = new Ensembles();
        UsualBursts usual = all.usual;
        usual.bursts = in.readFloat();
        usual.more = in.readFloat();
        int steps = in.readByte();
        for (int i = 0; i < steps; i++) {
            usual.freedom[i] = in.readFloat();
            usual.sum[i] = in.readFloat();
        }
        for (int left = in.readByte(); left > 0; left--) {
            all.open.add(readEnsemble(in));
        }
        return all;
    }

    private static Ensemble readEnsemble(DataInputView in) throws IOException {
        boolean named = in.readBoolean();
        long origin = in.readLong();
        long from = in.readLong();
        long to = in.readLong();
        Ensemble it = new Ensemble(named, origin, in.readLong());
        it.from = from;
        it.to = to;
        it.touchedAt = in.readLong();
        it.looks = Fields.readVarInt(in);
        it.next = Fields.readVarInt(in);
        it.told = in.readFloat();
        it.whileOpen = in.readBoolean();
        for (int left = in.readByte(); left > 0; left--) {
            it.members.add(readMember(in));
        }
        return it;
    }

    private static EnsembleMember readMember(DataInputView in) throws IOException {
        EnsembleMember it = new EnsembleMember(in.readLong(), Fields.readNullableText(in));
        it.contacts = Fields.readVarInt(in);
        it.lastContact = in.readInt();
        it.start = in.readInt();
        it.until = in.readInt();
        it.packets = in.readFloat();
        it.bytes = in.readFloat();
        it.stretches = Fields.readVarInt(in);
        it.sumLogRate = in.readFloat();
        it.deltas = Fields.readVarInt(in);
        it.sumLogBytes = in.readFloat();
        return it;
    }

    @Override
    public Ensembles createInstance() {
        return new Ensembles();
    }

    @Override
    public TypeSerializerSnapshot<Ensembles> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Ensembles> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.state;

import io.touchline.schemas.Action;
import io.touchline.schemas.Attribute;
import io.touchline.schemas.Channel;
import io.touchline.schemas.Interaction;
import io.touchline.schemas.Measure;
import io.touchline.schemas.Outcome;
import io.touchline.schemas.Zone;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Interaction}, about 250 bytes; crosses three operators and waits in {@code order}. */
public final class InteractionSerializer extends RecordSerializer<Interaction> {
    public static final InteractionSerializer INSTANCE = new InteractionSerializer();
    public static final TypeInformation<Interaction> TYPE =
            new RecordType<>(Interaction.class, INSTANCE);

    private static final Channel[] CHANNELS = Channel.values();
    private static final Action[] ACTIONS = Action.values();
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final Zone[] ZONES = Zone.values();
    private static final Measure[] MEASURES = Measure.values();
    private static final Attribute[] ATTRIBUTES = Attribute.values();

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected void write(Interaction it, DataOutputView out) throws IOException {
        Fields.writeText(it.source(), out);
        out.writeLong(it.writeTime());
        out.writeLong(it.when());
        out.writeLong(it.until());
        out.writeLong(it.idHigh());
        out.writeLong(it.idLow());
        out.writeByte(it.channel().ordinal());
        out.writeByte(it.action().ordinal());
        out.writeByte(it.outcome().ordinal());
        out.writeBoolean(it.acts());
        Fields.writeText(it.entity(), out);
        Fields.writeText(it.entityName(), out);
        Fields.writeText(it.peer(), out);
        Fields.writeText(it.peerName(), out);
        out.writeByte(it.zoneEntity().ordinal());
        out.writeByte(it.zonePeer().ordinal());
        out.writeByte(it.measures().size());
        for (int i = 0; i < MEASURES.length; i++) {
            Double measure = it.measures().get(MEASURES[i]);
            if (measure != null) {
                out.writeByte(i);
                out.writeDouble(measure);
            }
        }
        out.writeByte(it.attributes().size());
        for (int i = 0; i < ATTRIBUTES.length; i++) {
            String attribute = it.attributes().get(ATTRIBUTES[i]);
            if (attribute != null) {
                out.writeByte(i);
                Fields.writeText(attribute, out);
            }
        }
        Fields.writeTexts(it.links(), out);
        Fields.writeText(it.coordinates(), out);
        out.writeBoolean(it.decidesFate());
    }

    @Override
    protected Interaction read(int version, DataInputView in) throws IOException {
        String source = Fields.readText(in);
        long writeTime = in.readLong();
        long when = in.readLong();
        long until = in.readLong();
        long idHigh = in.readLong();
        long idLow = in.readLong();
        Channel channel = CHANNELS[in.readByte()];
        Action action = ACTIONS[in.readByte()];
        Outcome outcome = OUTCOMES[in.readByte()];
        boolean acts = in.readBoolean();
        String entity = Fields.readText(in);
        String entityName = Fields.readNullableText(in);
        String peer = Fields.readText(in);
        String peerName = Fields.readNullableText(in);
        Zone zoneEntity = ZONES[in.readByte()];
        Zone zonePeer = ZONES[in.readByte()];
        Map<Measure, Double> measures = new EnumMap<>(Measure.class);
        for (int left = in.readByte(); left > 0; left--) {
            measures.put(MEASURES[in.readByte()], in.readDouble());
        }
        Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
        for (int left = in.readByte(); left > 0; left--) {
            attributes.put(ATTRIBUTES[in.readByte()], Fields.readText(in));
        }
        return new Interaction(
                source,
                writeTime,
                when,
                until,
                idHigh,
                idLow,
                channel,
                action,
                outcome,
                acts,
                entity,
                entityName,
                peer,
                peerName,
                zoneEntity,
                zonePeer,
                measures,
                attributes,
                Fields.readTexts(in),
                Fields.readText(in),
                in.readBoolean());
    }

    @Override
    public Interaction createInstance() {
        throw new IllegalStateException("an interaction has no empty form");
    }

    @Override
    public TypeSerializerSnapshot<Interaction> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Interaction> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

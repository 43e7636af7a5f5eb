// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.control.PhaseState;
import io.touchline.operators.edges.EntityEdges;
import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.operators.novelty.NoveltyState;
import io.touchline.operators.rate.BytesState;
import io.touchline.operators.rate.CountState;
import io.touchline.operators.rate.RateMetric;
import io.touchline.operators.scanning.ScanState;
import io.touchline.operators.state.Fields;
import io.touchline.operators.state.MutableRecordSerializer;
import io.touchline.operators.state.RecordType;
import io.touchline.operators.tables.EntityClass;
import io.touchline.operators.travel.TravelState;
import io.touchline.schemas.Zone;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link EntityBaseline} as bytes; absent parts take none, so the size follows the use. */
public final class EntityBaselineSerializer extends MutableRecordSerializer<EntityBaseline> {
    public static final EntityBaselineSerializer INSTANCE = new EntityBaselineSerializer();
    public static final TypeInformation<EntityBaseline> TYPE =
            new RecordType<>(EntityBaseline.class, INSTANCE);

    private static final EntityClass[] CLASSES = EntityClass.values();
    private static final Zone[] ZONES = Zone.values();
    private static final RateMetric[] METRICS = RateMetric.values();
    private static final NoveltyAttribute[] ATTRIBUTES = NoveltyAttribute.values();

    @Override
    protected int version() {
        return 3;
    }

    @Override
    protected void write(EntityBaseline it, DataOutputView out) throws IOException {
        out.writeByte(it.entityClass.ordinal());
        out.writeByte(it.zone.ordinal());
        Fields.writeText(it.name, out);
        Fields.writeText(it.address, out);
        out.writeLong(it.firstSeen);
        out.writeLong(it.lastSeen);
        out.writeBoolean(it.promoted);
        Fields.writeVarInt(it.interactions, out);
        out.writeFloat(it.matureWindows);
        out.writeLong(it.window);
        out.writeLong(it.closeDue);
        out.writeLong(it.exceededAt);
        out.writeLong(it.expiryDue);
        out.writeLong(it.unsettledUntil);
        Fields.writeVarInt(it.values, out);
        BaselineParts.writeKnown(it, out);
        out.writeByte(it.counts.size());
        for (Map.Entry<RateMetric, CountState> count : it.counts.entrySet()) {
            out.writeByte(count.getKey().ordinal());
            BaselineParts.writeCount(count.getValue(), out);
            BaselineParts.writeSeason(count.getValue().season, out);
        }
        BytesState bytes = it.bytes;
        out.writeBoolean(bytes != null);
        if (bytes != null) {
            BaselineParts.writeBytes(bytes, out);
            BaselineParts.writeSeason(bytes.season, out);
        }
        out.writeByte(it.novelty.size());
        for (Map.Entry<NoveltyAttribute, NoveltyState> novelty : it.novelty.entrySet()) {
            out.writeByte(novelty.getKey().ordinal());
            BaselineParts.writeNovelty(novelty.getValue(), out);
        }
        out.writeFloat(it.eventWindows);
        out.writeBoolean(it.arrived);
        RhythmSet rhythms = it.rhythms;
        out.writeByte(rhythms == null ? 0 : rhythms.size);
        if (rhythms != null && rhythms.size > 0) {
            for (long word : rhythms.words) {
                out.writeLong(word);
            }
        }
        ScanState scan = it.scan;
        out.writeBoolean(scan != null);
        if (scan != null) {
            BaselineParts.writeScan(scan, out);
        }
        PhaseState phases = it.phases;
        out.writeBoolean(phases != null);
        if (phases != null) {
            out.writeInt(phases.lastMinute);
            for (int i = 0; i < PhaseState.PHASES; i++) {
                out.writeFloat(phases.minutes[i]);
                out.writeFloat(phases.current[i]);
            }
        }
        EntityEdges edges = it.edges;
        out.writeBoolean(edges != null);
        if (edges != null) {
            Fields.writeVarInt(edges.size, out);
            out.writeFloat(edges.highest);
            out.writeFloat(edges.told);
            BaselineParts.writeEnd(edges.acting, out);
            BaselineParts.writeEnd(edges.actedUpon, out);
        }
        TravelState travel = it.travel;
        out.writeBoolean(travel != null);
        if (travel != null) {
            BaselineParts.writeTravel(travel, out);
        }
    }

    @Override
    protected EntityBaseline read(int version, DataInputView in) throws IOException {
        EntityClass entityClass = CLASSES[in.readByte()];
        Zone zone = ZONES[in.readByte()];
        String name = Fields.readNullableText(in);
        String address = version < 2 ? null : Fields.readNullableText(in);
        EntityBaseline it = new EntityBaseline(entityClass, zone, in.readLong());
        it.name = name;
        it.address = address;
        it.lastSeen = in.readLong();
        it.promoted = in.readBoolean();
        it.interactions = Fields.readVarInt(in);
        it.matureWindows = in.readFloat();
        it.window = in.readLong();
        it.closeDue = in.readLong();
        it.exceededAt = in.readLong();
        it.expiryDue = in.readLong();
        it.unsettledUntil = in.readLong();
        it.values = Fields.readVarInt(in);
        BaselineParts.readKnown(it, in);
        for (int left = in.readByte(); left > 0; left--) {
            CountState count = it.count(METRICS[in.readByte()]);
            BaselineParts.readCount(count, in);
            if (version >= 3) {
                BaselineParts.readSeason(count.season, in);
            }
        }
        if (in.readBoolean()) {
            BaselineParts.readBytes(it.bytes(), in);
            if (version >= 3) {
                BaselineParts.readSeason(it.bytes().season, in);
            }
        }
        for (int left = in.readByte(); left > 0; left--) {
            BaselineParts.readNovelty(it.novelty(ATTRIBUTES[in.readByte()]), in);
        }
        it.eventWindows = version < 3 ? 0 : in.readFloat();
        it.arrived = version < 3 || in.readBoolean();
        int rhythms = version < 3 ? 0 : in.readByte();
        if (rhythms > 0) {
            RhythmSet set = it.rhythms();
            set.size = rhythms;
            for (int i = 0; i < RhythmSet.WORDS; i++) {
                set.words[i] = in.readLong();
            }
        }
        if (version >= 3 && in.readBoolean()) {
            BaselineParts.readScan(it.scan(), in);
        }
        if (version >= 3 && in.readBoolean()) {
            it.phases().lastMinute = in.readInt();
            for (int i = 0; i < PhaseState.PHASES; i++) {
                it.phases().minutes[i] = in.readFloat();
                it.phases().current[i] = in.readFloat();
            }
        }
        if (version >= 3 && in.readBoolean()) {
            EntityEdges edges = it.edges();
            edges.size = Fields.readVarInt(in);
            edges.highest = in.readFloat();
            edges.told = in.readFloat();
            edges.acting = BaselineParts.readEnd(in);
            edges.actedUpon = BaselineParts.readEnd(in);
        }
        if (version >= 3 && in.readBoolean()) {
            BaselineParts.readTravel(it.travel(), in);
        }
        return it;
    }

    @Override
    public EntityBaseline createInstance() {
        throw new IllegalStateException("a baseline has no empty form");
    }

    @Override
    public TypeSerializerSnapshot<EntityBaseline> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<EntityBaseline> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

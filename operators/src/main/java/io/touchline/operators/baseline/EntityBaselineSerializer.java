// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.control.PhaseState;
import io.touchline.operators.edges.EndState;
import io.touchline.operators.edges.EntityEdges;
import io.touchline.operators.novelty.NoveltyAttribute;
import io.touchline.operators.novelty.NoveltyState;
import io.touchline.operators.rate.BytesState;
import io.touchline.operators.rate.CountState;
import io.touchline.operators.rate.RateMetric;
import io.touchline.operators.rate.SeasonState;
import io.touchline.operators.scanning.ScanState;
import io.touchline.operators.state.Fields;
import io.touchline.operators.state.RecordSerializer;
import io.touchline.operators.state.RecordType;
import io.touchline.operators.tables.EntityClass;
import io.touchline.operators.travel.Login;
import io.touchline.operators.travel.TravelState;
import io.touchline.schemas.Zone;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** {@link EntityBaseline} as bytes; absent parts take none, so the size follows the use. */
public final class EntityBaselineSerializer extends RecordSerializer<EntityBaseline> {
    public static final EntityBaselineSerializer INSTANCE = new EntityBaselineSerializer();
    public static final TypeInformation<EntityBaseline> TYPE =
            new RecordType<>(EntityBaseline.class, INSTANCE);

    private static final EntityClass[] CLASSES = EntityClass.values();
    private static final Zone[] ZONES = Zone.values();
    private static final RateMetric[] METRICS = RateMetric.values();
    private static final NoveltyAttribute[] ATTRIBUTES = NoveltyAttribute.values();

    @Override
    protected int version() {
        return 4;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public EntityBaseline copy(EntityBaseline from) {
        try {
            DataOutputSerializer out = new DataOutputSerializer(512);
            serialize(from, out);
            return deserialize(new DataInputDeserializer(out.getSharedBuffer(), 0, out.length()));
        } catch (IOException e) {
            throw new IllegalStateException("could not copy a baseline in memory", e);
        }
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
        writeKnown(it, out);
        out.writeByte(it.counts.size());
        for (Map.Entry<RateMetric, CountState> count : it.counts.entrySet()) {
            out.writeByte(count.getKey().ordinal());
            writeCount(count.getValue(), out);
            writeSeason(count.getValue().season, out);
        }
        BytesState bytes = it.bytes;
        out.writeBoolean(bytes != null);
        if (bytes != null) {
            writeBytes(bytes, out);
            writeSeason(bytes.season, out);
        }
        out.writeByte(it.novelty.size());
        for (Map.Entry<NoveltyAttribute, NoveltyState> novelty : it.novelty.entrySet()) {
            out.writeByte(novelty.getKey().ordinal());
            writeNovelty(novelty.getValue(), out);
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
            writeScan(scan, out);
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
            writeEnd(edges.acting, out);
            writeEnd(edges.actedUpon, out);
        }
        TravelState travel = it.travel;
        out.writeBoolean(travel != null);
        if (travel != null) {
            writeTravel(travel, out);
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
        readKnown(it, in);
        for (int left = in.readByte(); left > 0; left--) {
            CountState count = it.count(METRICS[in.readByte()]);
            readCount(count, in);
            if (version >= 4) {
                readSeason(count.season, in);
            }
        }
        if (in.readBoolean()) {
            readBytes(it.bytes(), in);
            if (version >= 4) {
                readSeason(it.bytes().season, in);
            }
        }
        for (int left = in.readByte(); left > 0; left--) {
            readNovelty(it.novelty(ATTRIBUTES[in.readByte()]), in);
        }
        it.eventWindows = version < 4 ? 0 : in.readFloat();
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
            readScan(it.scan(), in);
        }
        if (version >= 3 && in.readBoolean()) {
            it.phases().lastMinute = in.readInt();
            for (int i = 0; i < PhaseState.PHASES; i++) {
                it.phases().minutes[i] = in.readFloat();
                it.phases().current[i] = in.readFloat();
            }
        }
        if (version >= 4 && in.readBoolean()) {
            EntityEdges edges = it.edges();
            edges.size = Fields.readVarInt(in);
            edges.highest = in.readFloat();
            edges.told = in.readFloat();
            edges.acting = readEnd(in);
            edges.actedUpon = readEnd(in);
        }
        if (version >= 4 && in.readBoolean()) {
            readTravel(it.travel(), in);
        }
        return it;
    }

    private static void writeKnown(EntityBaseline it, DataOutputView out) throws IOException {
        int[] known = it.known;
        out.writeBoolean(known != null);
        if (known != null) {
            out.writeInt(it.knownDay);
            int used = 0;
            for (int i = 0; i < EntityBaseline.KNOWN_TODAY; i++) {
                used |= known[i] != 0 ? 1 << i : 0;
            }
            out.writeInt(used);
            for (int fingerprint : known) {
                if (fingerprint != 0) {
                    out.writeInt(fingerprint);
                }
            }
        }
    }

    private static void readKnown(EntityBaseline it, DataInputView in) throws IOException {
        if (in.readBoolean()) {
            it.knownDay = in.readInt();
            int used = in.readInt();
            int[] known = new int[EntityBaseline.KNOWN_TODAY];
            for (int i = 0; i < known.length; i++) {
                known[i] = (used & (1 << i)) != 0 ? in.readInt() : 0;
            }
            it.known = known;
        }
    }

    private static void writeCount(CountState count, DataOutputView out) throws IOException {
        out.writeFloat(count.shape);
        out.writeFloat(count.exposure);
        out.writeFloat(count.count);
        out.writeFloat(count.next);
        out.writeByte(count.run);
    }

    private static void readCount(CountState count, DataInputView in) throws IOException {
        count.shape = in.readFloat();
        count.exposure = in.readFloat();
        count.count = in.readFloat();
        count.next = in.readFloat();
        count.run = in.readByte();
    }

    /** Which means there are, then they. */
    private static void writeSeason(SeasonState season, DataOutputView out) throws IOException {
        int used = 0;
        for (int i = 0; i < SeasonState.HOURS; i++) {
            used |= season.hours[i] != 0 ? 1 << i : 0;
        }
        for (int i = 0; i < SeasonState.PHASES; i++) {
            used |= season.seen[i] != 0 ? 1 << (SeasonState.HOURS + i) : 0;
        }
        out.writeInt(used);
        for (byte hour : season.hours) {
            if (hour != 0) {
                out.writeByte(hour);
            }
        }
        for (int i = 0; i < SeasonState.PHASES; i++) {
            if (season.seen[i] != 0) {
                out.writeByte(season.phases[i]);
                out.writeByte(season.seen[i]);
            }
        }
    }

    private static void readSeason(SeasonState season, DataInputView in) throws IOException {
        int used = in.readInt();
        for (int i = 0; i < SeasonState.HOURS; i++) {
            season.hours[i] = (used & (1 << i)) != 0 ? in.readByte() : 0;
        }
        for (int i = 0; i < SeasonState.PHASES; i++) {
            if ((used & (1 << (SeasonState.HOURS + i))) != 0) {
                season.phases[i] = in.readByte();
                season.seen[i] = in.readByte();
            }
        }
    }

    private static void writeBytes(BytesState bytes, DataOutputView out) throws IOException {
        out.writeFloat(bytes.mu);
        out.writeFloat(bytes.kappa);
        out.writeFloat(bytes.shape);
        out.writeFloat(bytes.scale);
        out.writeFloat(bytes.sum);
        out.writeFloat(bytes.next);
        out.writeFloat(bytes.topBytes);
        Fields.writeText(bytes.topPeer, out);
        out.writeFloat(bytes.nextTopBytes);
        Fields.writeText(bytes.nextTopPeer, out);
    }

    private static void readBytes(BytesState bytes, DataInputView in) throws IOException {
        bytes.mu = in.readFloat();
        bytes.kappa = in.readFloat();
        bytes.shape = in.readFloat();
        bytes.scale = in.readFloat();
        bytes.sum = in.readFloat();
        bytes.next = in.readFloat();
        bytes.topBytes = in.readFloat();
        bytes.topPeer = Fields.readNullableText(in);
        bytes.nextTopBytes = in.readFloat();
        bytes.nextTopPeer = Fields.readNullableText(in);
    }

    private static void writeScan(ScanState scan, DataOutputView out) throws IOException {
        out.writeFloat(scan.bits);
        out.writeFloat(scan.told);
        out.writeFloat(scan.highest);
        out.writeInt(scan.lastMinute);
        Fields.writeVarInt(scan.contacts, out);
        Fields.writeVarInt(scan.failures, out);
    }

    private static void readScan(ScanState scan, DataInputView in) throws IOException {
        scan.bits = in.readFloat();
        scan.told = in.readFloat();
        scan.highest = in.readFloat();
        scan.lastMinute = in.readInt();
        scan.contacts = Fields.readVarInt(in);
        scan.failures = Fields.readVarInt(in);
    }

    private static void writeEnd(@Nullable EndState end, DataOutputView out) throws IOException {
        out.writeBoolean(end != null);
        if (end != null) {
            EdgeStateSerializer.writeFields(end.all, out);
            out.writeFloat(end.most);
            out.writeFloat(end.mostNow);
            out.writeFloat(end.failures);
        }
    }

    private static @Nullable EndState readEnd(DataInputView in) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        EndState end = new EndState();
        end.all = EdgeStateSerializer.readFields(in);
        end.most = in.readFloat();
        end.mostNow = in.readFloat();
        end.failures = in.readFloat();
        return end;
    }

    private static void writeTravel(TravelState travel, DataOutputView out) throws IOException {
        out.write(travel.hours);
        out.writeFloat(travel.signIns);
        out.writeInt(travel.toldDay);
        out.writeFloat(travel.toldBits);
        out.writeInt(travel.conflictDay);
        out.writeByte(travel.conflictDays);
        out.writeByte(travel.tail.size());
        for (Login login : travel.tail) {
            out.writeByte((int) (login.seconds() >> 32)); // five bytes reach further than 2106
            out.writeInt((int) login.seconds());
            out.writeInt(login.network());
            out.writeShort(login.north());
            out.writeShort(login.east());
            out.writeByte(login.radius());
            out.writeShort(login.country());
            out.writeByte((login.placed() ? 1 : 0) | (login.familiar() ? 2 : 0));
        }
    }

    private static void readTravel(TravelState travel, DataInputView in) throws IOException {
        in.readFully(travel.hours);
        travel.signIns = in.readFloat();
        travel.toldDay = in.readInt();
        travel.toldBits = in.readFloat();
        travel.conflictDay = in.readInt();
        travel.conflictDays = in.readByte();
        for (int left = in.readByte(); left > 0; left--) {
            long seconds =
                    (long) in.readUnsignedByte() << 32 | Integer.toUnsignedLong(in.readInt());
            int network = in.readInt();
            short north = in.readShort();
            short east = in.readShort();
            int radius = in.readUnsignedByte();
            short country = in.readShort();
            int flags = in.readByte();
            travel.tail.add(
                    new Login(
                            seconds,
                            network,
                            north,
                            east,
                            radius,
                            country,
                            (flags & 1) != 0,
                            (flags & 2) != 0));
        }
    }

    private static void writeNovelty(NoveltyState novelty, DataOutputView out) throws IOException {
        out.writeFloat(novelty.draws);
        out.writeShort(novelty.distinct);
        out.writeShort(novelty.once);
        out.writeInt(novelty.lastMinute);
        out.writeBoolean(novelty.drawn);
        out.writeBoolean(novelty.fresh);
    }

    private static void readNovelty(NoveltyState novelty, DataInputView in) throws IOException {
        novelty.draws = in.readFloat();
        novelty.distinct = in.readShort();
        novelty.once = in.readShort();
        novelty.lastMinute = in.readInt();
        novelty.drawn = in.readBoolean();
        novelty.fresh = in.readBoolean();
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

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.edges.EndState;
import io.touchline.operators.novelty.NoveltyState;
import io.touchline.operators.rate.BytesState;
import io.touchline.operators.rate.CountState;
import io.touchline.operators.rate.SeasonState;
import io.touchline.operators.scanning.ScanState;
import io.touchline.operators.state.Fields;
import io.touchline.operators.travel.Login;
import io.touchline.operators.travel.TravelState;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** The parts of an {@link EntityBaseline} as bytes; their version is that of the whole. */
final class BaselineParts {
    private BaselineParts() {}

    static void writeKnown(EntityBaseline it, DataOutputView out) throws IOException {
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

    static void readKnown(EntityBaseline it, DataInputView in) throws IOException {
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

    static void writeCount(CountState count, DataOutputView out) throws IOException {
        out.writeFloat(count.shape);
        out.writeFloat(count.exposure);
        out.writeFloat(count.count);
        out.writeFloat(count.next);
        out.writeByte(count.run);
    }

    static void readCount(CountState count, DataInputView in) throws IOException {
        count.shape = in.readFloat();
        count.exposure = in.readFloat();
        count.count = in.readFloat();
        count.next = in.readFloat();
        count.run = in.readByte();
    }

    /** Which means there are, then they. */
    static void writeSeason(SeasonState season, DataOutputView out) throws IOException {
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

    static void readSeason(SeasonState season, DataInputView in) throws IOException {
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

    static void writeBytes(BytesState bytes, DataOutputView out) throws IOException {
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

    static void readBytes(BytesState bytes, DataInputView in) throws IOException {
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

    static void writeScan(ScanState scan, DataOutputView out) throws IOException {
        out.writeFloat(scan.bits);
        out.writeFloat(scan.told);
        out.writeFloat(scan.highest);
        out.writeInt(scan.lastMinute);
        Fields.writeVarInt(scan.contacts, out);
        Fields.writeVarInt(scan.failures, out);
    }

    static void readScan(ScanState scan, DataInputView in) throws IOException {
        scan.bits = in.readFloat();
        scan.told = in.readFloat();
        scan.highest = in.readFloat();
        scan.lastMinute = in.readInt();
        scan.contacts = Fields.readVarInt(in);
        scan.failures = Fields.readVarInt(in);
    }

    static void writeEnd(@Nullable EndState end, DataOutputView out) throws IOException {
        out.writeBoolean(end != null);
        if (end != null) {
            EdgeStateSerializer.writeFields(end.all, out);
            out.writeFloat(end.most);
            out.writeFloat(end.mostNow);
            out.writeFloat(end.failures);
        }
    }

    static @Nullable EndState readEnd(DataInputView in) throws IOException {
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

    static void writeTravel(TravelState travel, DataOutputView out) throws IOException {
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

    static void readTravel(TravelState travel, DataInputView in) throws IOException {
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

    static void writeNovelty(NoveltyState novelty, DataOutputView out) throws IOException {
        out.writeFloat(novelty.draws);
        out.writeShort(novelty.distinct);
        out.writeShort(novelty.once);
        out.writeInt(novelty.lastMinute);
        out.writeBoolean(novelty.drawn);
        out.writeBoolean(novelty.fresh);
    }

    static void readNovelty(NoveltyState novelty, DataInputView in) throws IOException {
        novelty.draws = in.readFloat();
        novelty.distinct = in.readShort();
        novelty.once = in.readShort();
        novelty.lastMinute = in.readInt();
        novelty.drawn = in.readBoolean();
        novelty.fresh = in.readBoolean();
    }
}

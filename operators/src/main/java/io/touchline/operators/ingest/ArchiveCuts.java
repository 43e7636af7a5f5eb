// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.logs.Event;
import io.touchline.schemas.Interaction;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Up to where each source was learnt from an archive: its last write time, and the ids of the
 * events at that very millisecond. What lies before it was counted then; at the millisecond the ids
 * decide. So an archive and a stream may overlap by any amount and each record counts once, where
 * both give it the same write time: always among files, on a bus if the record carries its {@code
 * _write_ts}, for without it the bus's own time is later than the archive's.
 *
 * <p>An archive is taken to be whole up to the last record of each source. Events without
 * interactions (leases, logons) carry no id: at the cut itself they are read again, which changes
 * nothing, for their rows are a set. A few dozen bytes per source and 16 per id. Not thread-safe.
 */
final class ArchiveCuts {
    private record Id(long high, long low) {}

    private static final class Cut {
        private long time = Long.MIN_VALUE;
        private final Set<Id> ids = new HashSet<>();

        void reach(long newTime) {
            if (newTime > time) {
                time = newTime;
                ids.clear();
            }
        }
    }

    private final Map<String, Cut> bySource = new HashMap<>();

    /** Moves the cut of the event's source on to it. */
    void note(Event event) {
        Cut cut = cut(event.source(), event.writeTime());
        if (event.writeTime() == cut.time) {
            for (Interaction interaction : event.interactions()) {
                cut.ids.add(new Id(interaction.idHigh(), interaction.idLow()));
            }
        }
    }

    /** Whether the event was counted when the archive was learnt. */
    boolean hold(Event event) {
        if (bySource.isEmpty()) {
            return false;
        }
        Cut cut = bySource.get(event.source());
        if (cut == null || event.writeTime() > cut.time) {
            return false;
        }
        return event.writeTime() < cut.time
                || event.interactions().stream()
                        .anyMatch(it -> cut.ids.contains(new Id(it.idHigh(), it.idLow())));
    }

    byte[] toBytes() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        out.writeInt(bySource.size());
        for (Map.Entry<String, Cut> entry : new TreeMap<>(bySource).entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeLong(entry.getValue().time);
            out.writeInt(entry.getValue().ids.size());
            for (Id id : entry.getValue().ids) {
                out.writeLong(id.high);
                out.writeLong(id.low);
            }
        }
        return out.getCopyOfBuffer();
    }

    /** Adds what another subtask, or an earlier self, knew. */
    void add(byte[] bytes) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(bytes);
        for (int sources = in.readInt(); sources > 0; sources--) {
            String source = in.readUTF();
            long time = in.readLong();
            Cut cut = cut(source, time);
            for (int ids = in.readInt(); ids > 0; ids--) {
                Id id = new Id(in.readLong(), in.readLong());
                if (time == cut.time) {
                    cut.ids.add(id);
                }
            }
        }
    }

    private Cut cut(String source, long time) {
        Cut cut = bySource.computeIfAbsent(source, s -> new Cut());
        cut.reach(time);
        return cut;
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.order;

import io.touchline.schemas.ContentIds;
import io.touchline.schemas.Interaction;
import it.unimi.dsi.fastutil.longs.LongIterator;
import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The event ids of the recent past of one key group, folded with entity and role to 64 bits.
 *
 * <p>A repeat within the window is recognised; two different rows are taken for one with a
 * probability below n^2 / 2^64 for n rows in the window. About 12 bytes per row.
 */
final class SeenIds {
    private final long bucketMillis;
    private final int buckets;
    private final TreeMap<Long, LongOpenHashSet> byTime = new TreeMap<>();

    /** Remembers at least {@code (buckets - 1) * bucketMillis} of write time. */
    SeenIds(long bucketMillis, int buckets) {
        this.bucketMillis = bucketMillis;
        this.buckets = buckets;
    }

    /**
     * Whether the row is new; remembers it. Rows of one entity must come in order of write time.
     */
    boolean firstSight(Interaction row) {
        long bucket = Math.floorDiv(row.writeTime(), bucketMillis);
        long id = fold(row);
        for (LongOpenHashSet ids : byTime.subMap(bucket - buckets, false, bucket, true).values()) {
            if (ids.contains(id)) {
                return false;
            }
        }
        byTime.computeIfAbsent(bucket, b -> new LongOpenHashSet()).add(id);
        return true;
    }

    /** Forgets what no row after {@code watermark} can repeat. */
    void forget(long watermark) {
        byTime.headMap(Math.floorDiv(watermark, bucketMillis) - buckets, true).clear();
    }

    void write(DataOutputView out) throws IOException {
        out.writeInt(byTime.size());
        for (Map.Entry<Long, LongOpenHashSet> bucket : byTime.entrySet()) {
            out.writeLong(bucket.getKey());
            out.writeInt(bucket.getValue().size());
            for (LongIterator ids = bucket.getValue().iterator(); ids.hasNext(); ) {
                out.writeLong(ids.nextLong());
            }
        }
    }

    void read(DataInputView in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            LongOpenHashSet ids = byTime.computeIfAbsent(in.readLong(), b -> new LongOpenHashSet());
            for (int rows = in.readInt(); rows > 0; rows--) {
                ids.add(in.readLong());
            }
        }
    }

    private static long fold(Interaction row) {
        long h = row.idHigh() ^ Long.rotateLeft(row.idLow(), 29);
        h ^= ContentIds.hash64(row.entity());
        h = (h ^ (h >>> 32)) * 0xD6E8FEB86659FD93L;
        return h ^ (row.acts() ? 0x5555555555555555L : 0);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.calibration;

import io.touchline.operators.state.Fields;
import io.touchline.operators.state.MutableRecordSerializer;
import io.touchline.operators.state.RecordType;
import io.touchline.operators.stats.BitsHistogram;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link StratumState}; only bins that hold something are written. */
public final class StratumStateSerializer extends MutableRecordSerializer<StratumState> {
    public static final StratumStateSerializer INSTANCE = new StratumStateSerializer();
    public static final TypeInformation<StratumState> TYPE =
            new RecordType<>(StratumState.class, INSTANCE);

    @Override
    protected int version() {
        return 2;
    }

    @Override
    protected void write(StratumState state, DataOutputView out) throws IOException {
        out.writeLong(state.closedHour);
        writeBuckets(state.closed, out);
        Fields.writeVarInt(state.open.size(), out);
        for (Map.Entry<Long, TreeMap<Integer, long[]>> hour : state.open.entrySet()) {
            out.writeLong(hour.getKey());
            writeBuckets(hour.getValue(), out);
        }
        for (long count : state.judged) {
            out.writeLong(count);
        }
    }

    @Override
    protected StratumState read(int version, DataInputView in) throws IOException {
        StratumState state = new StratumState();
        state.closedHour = in.readLong();
        state.closed.putAll(readBuckets(in));
        for (int left = Fields.readVarInt(in); left > 0; left--) {
            state.open.put(in.readLong(), readBuckets(in));
        }
        // version 1 did not count what it judged
        for (int i = 0; version >= 2 && i < state.judged.length; i++) {
            state.judged[i] = in.readLong();
        }
        return state;
    }

    private static void writeBuckets(TreeMap<Integer, long[]> buckets, DataOutputView out)
            throws IOException {
        Fields.writeVarInt(buckets.size(), out);
        for (Map.Entry<Integer, long[]> bucket : buckets.entrySet()) {
            Fields.writeVarInt(bucket.getKey(), out);
            long used = 0;
            for (int i = 0; i < BitsHistogram.BINS; i++) {
                used |= bucket.getValue()[i] != 0 ? 1L << i : 0;
            }
            out.writeLong(used);
            for (long weight : bucket.getValue()) {
                if (weight != 0) {
                    out.writeLong(weight);
                }
            }
        }
    }

    private static TreeMap<Integer, long[]> readBuckets(DataInputView in) throws IOException {
        TreeMap<Integer, long[]> buckets = new TreeMap<>();
        for (int left = Fields.readVarInt(in); left > 0; left--) {
            int bucket = Fields.readVarInt(in);
            long used = in.readLong();
            long[] bins = new long[BitsHistogram.BINS];
            for (int i = 0; i < bins.length; i++) {
                bins[i] = (used & (1L << i)) != 0 ? in.readLong() : 0;
            }
            buckets.put(bucket, bins);
        }
        return buckets;
    }

    @Override
    public StratumState createInstance() {
        return new StratumState();
    }

    @Override
    public TypeSerializerSnapshot<StratumState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Identifies the serializer in savepoints. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<StratumState> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}

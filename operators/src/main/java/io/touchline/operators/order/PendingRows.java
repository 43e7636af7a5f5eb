// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.order;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * Rows that wait for the watermark, in slices of a second, and how they travel in a savepoint: one
 * block per key group. Used by every room that must not depend on the order of arrival.
 *
 * <p>Cost: one list append per row, one sort per release. Not thread-safe.
 *
 * @param <T> the row
 */
public final class PendingRows<T> {
    private static final long SLICE_MILLIS = 1_000;

    private final TypeSerializer<T> serializer;
    private final Shape<T> shape;
    private final TreeMap<Long, List<T>> slices = new TreeMap<>();

    /**
     * @param shape what the container must know of a row
     */
    public PendingRows(TypeSerializer<T> serializer, Shape<T> shape) {
        this.serializer = serializer;
        this.shape = shape;
    }

    /**
     * What the container must know of a row.
     *
     * @param <T> the row
     */
    public interface Shape<T> {
        String key(T row);

        /** Write time in milliseconds. */
        long time(T row);

        /** A total order of rows of one key and one time that does not depend on arrival. */
        Comparator<T> tieBreak();
    }

    /**
     * Takes the released rows of one key, in order.
     *
     * @param <T> the row
     */
    public interface Bundle<T> {
        void accept(String key, List<T> rows) throws Exception;
    }

    public void add(T row) {
        slices.computeIfAbsent(Math.floorDiv(shape.time(row), SLICE_MILLIS), s -> new ArrayList<>())
                .add(row);
    }

    public boolean isEmpty() {
        return slices.isEmpty();
    }

    /** Hands out every row up to and including {@code watermark}, key by key, each key in order. */
    public void release(long watermark, Bundle<T> out) throws Exception {
        List<T> due = take(watermark);
        if (due.isEmpty()) {
            return;
        }
        due.sort(this::compare);
        int start = 0;
        for (int end = 1; end <= due.size(); end++) {
            String key = shape.key(due.get(start));
            if (end == due.size() || !shape.key(due.get(end)).equals(key)) {
                out.accept(key, due.subList(start, end));
                start = end;
            }
        }
    }

    private int compare(T one, T other) {
        int byKey = shape.key(one).compareTo(shape.key(other));
        if (byKey != 0) {
            return byKey;
        }
        int byTime = Long.compare(shape.time(one), shape.time(other));
        return byTime != 0 ? byTime : shape.tieBreak().compare(one, other);
    }

    private List<T> take(long watermark) {
        List<T> due = new ArrayList<>();
        var ready = slices.headMap(Math.floorDiv(watermark, SLICE_MILLIS), true);
        for (var iterator = ready.values().iterator(); iterator.hasNext(); ) {
            List<T> slice = iterator.next();
            List<T> later = new ArrayList<>();
            for (T row : slice) {
                (shape.time(row) <= watermark ? due : later).add(row);
            }
            slice.clear();
            if (later.isEmpty()) {
                iterator.remove();
            } else {
                slice.addAll(later);
            }
        }
        return due;
    }

    /** What is pending, by key group; for {@link #write}. */
    public Map<Integer, List<T>> byKeyGroup(int maxParallelism) {
        Map<Integer, List<T>> groups = new TreeMap<>();
        for (List<T> slice : slices.values()) {
            for (T row : slice) {
                groups.computeIfAbsent(
                                KeyGroupRangeAssignment.assignToKeyGroup(
                                        shape.key(row), maxParallelism),
                                g -> new ArrayList<>())
                        .add(row);
            }
        }
        return groups;
    }

    public void write(List<T> rows, DataOutputView out) throws IOException {
        out.writeInt(rows.size());
        for (T row : rows) {
            serializer.serialize(row, out);
        }
    }

    public void read(DataInputView in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            add(serializer.deserialize(in));
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.TwoInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * One operator without a job: open it, feed it, take a snapshot, go on from there.
 *
 * <p>Every method that opens takes the state to start from, or null for an empty start; the caller
 * closes what it opened. Max parallelism is that of production.
 */
public final class Harnesses {
    public static final int MAX_PARALLELISM = 720;

    private Harnesses() {}

    /** Where keyed state lives. */
    public enum Backend {
        HEAP,
        ROCKSDB
    }

    public static <A, O> KeyedOneInputStreamOperatorTestHarness<String, A, O> keyed(
            OneInputStreamOperator<A, O> operator,
            KeySelector<A, String> key,
            Backend backend,
            @Nullable OperatorSubtaskState from)
            throws Exception {
        KeyedOneInputStreamOperatorTestHarness<String, A, O> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(
                        operator, key, Types.STRING, MAX_PARALLELISM, 1, 0);
        open(harness, backend, from);
        return harness;
    }

    public static <A, B, O> KeyedTwoInputStreamOperatorTestHarness<String, A, B, O> keyed(
            TwoInputStreamOperator<A, B, O> operator,
            KeySelector<A, String> first,
            KeySelector<B, String> second,
            Backend backend,
            @Nullable OperatorSubtaskState from)
            throws Exception {
        KeyedTwoInputStreamOperatorTestHarness<String, A, B, O> harness =
                new KeyedTwoInputStreamOperatorTestHarness<>(
                        operator, first, second, Types.STRING, MAX_PARALLELISM, 1, 0);
        open(harness, backend, from);
        return harness;
    }

    public static <A, B, O> TwoInputStreamOperatorTestHarness<A, B, O> unkeyed(
            TwoInputStreamOperator<A, B, O> operator, @Nullable OperatorSubtaskState from)
            throws Exception {
        TwoInputStreamOperatorTestHarness<A, B, O> harness =
                new TwoInputStreamOperatorTestHarness<>(operator, MAX_PARALLELISM, 1, 0);
        open(harness, Backend.HEAP, from);
        return harness;
    }

    private static void open(
            AbstractStreamOperatorTestHarness<?> harness,
            Backend backend,
            @Nullable OperatorSubtaskState from)
            throws Exception {
        harness.setStateBackend(
                switch (backend) {
                    case HEAP -> new HashMapStateBackend();
                    case ROCKSDB -> new EmbeddedRocksDBStateBackend();
                });
        harness.setup();
        if (from == null) {
            harness.initializeEmptyState();
        } else {
            harness.initializeState(from);
        }
        harness.open();
    }

    /** What a checkpoint does: flush before the barrier, then the state. */
    public static OperatorSubtaskState barrier(AbstractStreamOperatorTestHarness<?> harness)
            throws Exception {
        harness.prepareSnapshotPreBarrier(1);
        return harness.snapshot(1, Times.T0);
    }

    public static <O> List<O> values(AbstractStreamOperatorTestHarness<O> harness) {
        return harness.extractOutputValues();
    }

    public static <X> List<X> side(AbstractStreamOperatorTestHarness<?> harness, OutputTag<X> tag) {
        Queue<StreamRecord<X>> records = harness.getSideOutput(tag);
        List<X> values = new ArrayList<>();
        if (records != null) {
            records.forEach(record -> values.add(record.getValue()));
        }
        return values;
    }

    /** The watermarks forwarded so far, in order. */
    public static List<Long> watermarks(AbstractStreamOperatorTestHarness<?> harness) {
        List<Long> marks = new ArrayList<>();
        for (Object element : harness.getOutput()) {
            if (element instanceof Watermark mark) {
                marks.add(mark.getTimestamp());
            }
        }
        return marks;
    }
}

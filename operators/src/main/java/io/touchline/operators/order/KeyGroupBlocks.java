// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.order;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;

/** Raw keyed state of a room whose only raw state is its pending rows: one block per key group. */
public final class KeyGroupBlocks {
    private KeyGroupBlocks() {}

    public static <T> void write(
            PendingRows<T> pending, StateSnapshotContext context, int maxParallelism)
            throws Exception {
        KeyedStateCheckpointOutputStream stream = context.getRawKeyedOperatorStateOutput();
        DataOutputViewStreamWrapper out = new DataOutputViewStreamWrapper(stream);
        for (Map.Entry<Integer, List<T>> group : pending.byKeyGroup(maxParallelism).entrySet()) {
            stream.startNewKeyGroup(group.getKey());
            pending.write(group.getValue(), out);
        }
    }

    public static <T> void read(PendingRows<T> pending, StateInitializationContext context)
            throws IOException {
        for (KeyGroupStatePartitionStreamProvider block : context.getRawKeyedStateInputs()) {
            pending.read(new DataInputViewStreamWrapper(block.getStream()));
        }
    }
}

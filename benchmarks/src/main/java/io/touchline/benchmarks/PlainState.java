// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import io.touchline.schemas.Interaction;
import java.nio.ByteBuffer;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** What any keyed job does at least: reads its state, changes it, writes it, says something. */
final class PlainState extends KeyedProcessFunction<String, Interaction, Long> {
    private static final long serialVersionUID = 1L;
    private static final int STATE_BYTES = 512;

    // 512 bytes per entity; nobody clears it
    private static final ValueStateDescriptor<byte[]> SEEN =
            new ValueStateDescriptor<>(
                    "seen", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private transient ValueState<byte[]> seen;

    @Override
    public void open(OpenContext context) {
        seen = getRuntimeContext().getState(SEEN);
    }

    @Override
    public void processElement(Interaction row, Context context, Collector<Long> out)
            throws Exception {
        byte[] before = seen.value();
        byte[] state = before == null ? new byte[STATE_BYTES] : before;
        ByteBuffer buffer = ByteBuffer.wrap(state);
        long rows = buffer.getLong(0) + 1;
        buffer.putLong(0, rows);
        buffer.putLong(Long.BYTES, row.writeTime());
        seen.update(state);
        out.collect(rows);
    }
}

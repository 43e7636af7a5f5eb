// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.books;

import io.touchline.schemas.avro.BooksTotal;
import java.time.Instant;
import java.util.TreeSet;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Running totals per source, one line for each source that changed, as of each watermark.
 *
 * <p>Nothing is told before a watermark is known, for a line without a date would be dated 1970;
 * what was counted until then, and after a restore every source, is told at the first watermark.
 *
 * <p>The only writer of totals: {@code summary.json} and the books topic are copies of its output.
 * Metrics reset with a restart; these totals are state and do not.
 */
public final class BooksOperator extends AbstractStreamOperator<BooksTotal>
        implements OneInputStreamOperator<BooksDelta, BooksTotal> {
    private static final long serialVersionUID = 1L;
    private static final long UNKNOWN = Long.MIN_VALUE;

    // seven longs per source; never cleared, sources are few
    public static final MapStateDescriptor<String, Long> TOTALS =
            new MapStateDescriptor<>("totals", Types.STRING, Types.LONG);

    private transient MapState<String, Long> totals;
    private transient TreeSet<String> changed;
    private transient long lastWatermark;

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        totals = context.getKeyedStateStore().getMapState(TOTALS);
        changed = new TreeSet<>();
        lastWatermark = UNKNOWN;
        if (context.isRestored()) {
            // which of them were told before the snapshot is not kept: sources are few
            KeyedStateBackend<String> sources = getKeyedStateBackend();
            sources.applyToAllKeys(
                    VoidNamespace.INSTANCE,
                    VoidNamespaceSerializer.INSTANCE,
                    TOTALS,
                    (source, held) -> changed.add(source));
        }
    }

    @Override
    public void processElement(StreamRecord<BooksDelta> element) throws Exception {
        BooksDelta delta = element.getValue();
        String fate = delta.fate().name();
        Long before = totals.get(fate);
        totals.put(fate, (before == null ? 0 : before) + delta.count());
        changed.add(delta.source());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        lastWatermark = mark.getTimestamp();
        emit();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        if (lastWatermark != UNKNOWN) {
            emit();
        }
    }

    private void emit() throws Exception {
        for (String source : changed) {
            setCurrentKey(source);
            output.collect(
                    new StreamRecord<>(
                            BooksTotal.newBuilder()
                                    .setSource(source)
                                    .setAsOf(Instant.ofEpochMilli(lastWatermark))
                                    .setRead(total(Fate.READ))
                                    .setUsed(total(Fate.USED))
                                    .setDuplicate(total(Fate.DUPLICATE))
                                    .setLate(total(Fate.LATE))
                                    .setDead(total(Fate.DEAD))
                                    .setRefused(total(Fate.REFUSED))
                                    .setBehind(total(Fate.BEHIND))
                                    .setUnknownFields(total(Fate.UNKNOWN_FIELDS))
                                    .build()));
        }
        changed.clear();
    }

    private long total(Fate fate) throws Exception {
        Long total = totals.get(fate.name());
        return total == null ? 0 : total;
    }
}

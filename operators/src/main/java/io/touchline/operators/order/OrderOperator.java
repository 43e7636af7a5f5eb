// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.order;

import io.touchline.operators.books.BooksDelta;
import io.touchline.operators.books.Fate;
import io.touchline.operators.books.FateCounter;
import io.touchline.operators.books.FateMetrics;
import io.touchline.operators.outage.MemberCounter;
import io.touchline.operators.outage.SignOfLife;
import io.touchline.operators.state.InteractionSerializer;
import io.touchline.operators.tables.GroupActivity;
import io.touchline.operators.tables.GroupCounter;
import io.touchline.schemas.Interaction;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.KeyGroupStatePartitionStreamProvider;
import org.apache.flink.runtime.state.KeyedStateCheckpointOutputStream;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Sorts and de-duplicates per entity up to the watermark; decides used, duplicate and late.
 *
 * <p>It swallows the MAX watermark of a bounded input: what is pending is released, and the last
 * watermark forwarded is last write time + the largest channel delay. No room behind it ever sees
 * MAX, so the end of input is not the end of time.
 */
public final class OrderOperator extends AbstractStreamOperator<Interaction>
        implements OneInputStreamOperator<Interaction, Interaction> {
    private static final long serialVersionUID = 1L;
    private static final long MINUTE_MILLIS = 60_000;
    private static final long HOUR_MILLIS = 3_600_000;

    public static final OutputTag<BooksDelta> FATES =
            new OutputTag<>("order-fates", TypeInformation.of(BooksDelta.class));
    public static final OutputTag<GroupActivity> ACTIVITY =
            new OutputTag<>("group-activity", TypeInformation.of(GroupActivity.class));
    public static final OutputTag<SignOfLife> MEMBERS =
            new OutputTag<>("members", TypeInformation.of(SignOfLife.class));

    /** Sorts interactions by entity, write time and event id. */
    public static final PendingRows.Shape<Interaction> BY_ENTITY =
            new PendingRows.Shape<>() {
                private final Comparator<Interaction> order =
                        Comparator.comparingLong(Interaction::idHigh)
                                .thenComparingLong(Interaction::idLow)
                                .thenComparing(Interaction::acts)
                                .thenComparing(Interaction::coordinates);

                @Override
                public String key(Interaction row) {
                    return row.entity();
                }

                @Override
                public long time(Interaction row) {
                    return row.writeTime();
                }

                @Override
                public Comparator<Interaction> tieBreak() {
                    return order;
                }
            };

    private final OrderOptions options;
    private transient PendingRows<Interaction> pending;
    private transient Map<Integer, SeenIds> seenShort;
    private transient Map<Integer, SeenIds> seenLong;
    private transient FateCounter fates;
    private transient FateMetrics metrics;
    private transient GroupCounter groups;
    private transient MemberCounter members;
    private transient long lastWriteTime;
    private transient long forwarded;

    public OrderOperator(OrderOptions options) {
        this.options = options;
    }

    @Override
    public boolean isUsingCustomRawKeyedState() {
        return true;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        pending = new PendingRows<>(InteractionSerializer.INSTANCE, BY_ENTITY);
        seenShort = new TreeMap<>();
        seenLong = new TreeMap<>();
        fates = new FateCounter();
        metrics = new FateMetrics(getMetricGroup(), Fate.DUPLICATE, Fate.LATE, Fate.BEHIND);
        groups = new GroupCounter();
        members = new MemberCounter();
        lastWriteTime = Long.MIN_VALUE;
        forwarded = Long.MIN_VALUE;
        for (KeyGroupStatePartitionStreamProvider block : context.getRawKeyedStateInputs()) {
            DataInputViewStreamWrapper in = new DataInputViewStreamWrapper(block.getStream());
            lastWriteTime = Math.max(lastWriteTime, in.readLong());
            pending.read(in);
            shortIds(block.getKeyGroupId()).read(in);
            longIds(block.getKeyGroupId()).read(in);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        Map<Integer, List<Interaction>> rows = pending.byKeyGroup(maxParallelism());
        TreeSet<Integer> keyGroups = new TreeSet<>(rows.keySet());
        keyGroups.addAll(seenShort.keySet());
        keyGroups.addAll(seenLong.keySet());
        KeyedStateCheckpointOutputStream stream = context.getRawKeyedOperatorStateOutput();
        DataOutputViewStreamWrapper out = new DataOutputViewStreamWrapper(stream);
        for (int keyGroup : keyGroups) {
            stream.startNewKeyGroup(keyGroup);
            out.writeLong(lastWriteTime);
            pending.write(rows.getOrDefault(keyGroup, List.of()), out);
            shortIds(keyGroup).write(out);
            longIds(keyGroup).write(out);
        }
    }

    @Override
    public void processElement(StreamRecord<Interaction> element) {
        Interaction row = element.getValue();
        lastWriteTime = Math.max(lastWriteTime, row.writeTime());
        pending.add(row);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long watermark = mark.getTimestamp();
        pending.release(watermark, this::bundle);
        flush();
        if (watermark != Long.MAX_VALUE) {
            forget(watermark);
        }
        if (watermark == Long.MAX_VALUE) {
            if (lastWriteTime == Long.MIN_VALUE) {
                return; // nothing was ever read here: there is no last moment to tell
            }
            watermark = lastWriteTime + options.endDelayMillis();
        }
        if (watermark > forwarded) {
            forwarded = watermark;
            super.processWatermark(new Watermark(watermark));
        }
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    private void forget(long watermark) {
        seenShort.values().forEach(ids -> ids.forget(watermark));
        seenLong.values().forEach(ids -> ids.forget(watermark));
    }

    private void bundle(String entity, List<Interaction> rows) {
        int keyGroup = KeyGroupRangeAssignment.assignToKeyGroup(entity, maxParallelism());
        for (Interaction row : rows) {
            Fate fate = fate(row, keyGroup);
            if (row.decidesFate()) {
                fates.count(row.source(), fate);
            }
            if (fate == Fate.USED) {
                if (row.decidesFate() && isBehind(row)) {
                    fates.count(row.source(), Fate.BEHIND);
                }
                groups.count(row);
                members.count(row);
                output.collect(new StreamRecord<>(row, row.writeTime()));
            }
        }
    }

    private Fate fate(Interaction row, int keyGroup) {
        SeenIds seen =
                OrderOptions.repeatsForADay(row.channel()) ? longIds(keyGroup) : shortIds(keyGroup);
        if (!seen.firstSight(row)) {
            return Fate.DUPLICATE;
        }
        return row.writeTime() - row.until() > options.lateMillis() ? Fate.LATE : Fate.USED;
    }

    /** Whether the hour it belongs to had closed when it was written down. */
    private static boolean isBehind(Interaction row) {
        long end = (Math.floorDiv(row.until(), HOUR_MILLIS) + 1) * HOUR_MILLIS;
        return row.writeTime() >= end + OrderOptions.channelDelayMillis(row.channel());
    }

    private void flush() {
        fates.flush(delta -> output.collect(FATES, new StreamRecord<>(metrics.counted(delta))));
        groups.flush(activity -> output.collect(ACTIVITY, new StreamRecord<>(activity)));
        members.flush(sign -> output.collect(MEMBERS, new StreamRecord<>(sign)));
    }

    private SeenIds shortIds(int keyGroup) {
        return seenShort.computeIfAbsent(keyGroup, g -> new SeenIds(MINUTE_MILLIS, 3));
    }

    private SeenIds longIds(int keyGroup) {
        return seenLong.computeIfAbsent(keyGroup, g -> new SeenIds(HOUR_MILLIS, 25));
    }

    private int maxParallelism() {
        return getContainingTask().getEnvironment().getTaskInfo().getMaxNumberOfParallelSubtasks();
    }
}

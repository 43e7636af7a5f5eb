// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.tables;

import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Closes each hour of a peer group and publishes what is usual in it, valid an hour later.
 *
 * <p>The rate is a decayed mean (half-life a week of closed hours) kept in integers, so that it
 * does not depend on the order in which subtasks reported.
 */
public final class GroupTablesFunction
        extends KeyedProcessFunction<String, GroupActivity, SharedTable> {
    private static final long serialVersionUID = 1L;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final int FIXED_POINT = 16;
    // 2^(-1/168) in 1/65536: a half-life of 168 closed hours
    private static final long DECAY = 65_266;

    // open hours: 1 KB each, one or two at a time, cleared when the hour closes
    private static final MapStateDescriptor<Long, GroupActivity> OPEN =
            new MapStateDescriptor<>(
                    "open-hours", Types.LONG, TypeInformation.of(GroupActivity.class));
    // decayed totals: 40 bytes per group, never cleared, groups are few
    private static final ValueStateDescriptor<Totals> TOTALS =
            new ValueStateDescriptor<>("totals", TypeInformation.of(Totals.class));

    private transient MapState<Long, GroupActivity> open;
    private transient ValueState<Totals> totals;

    /**
     * @param interactions decayed interactions, in 1/65536
     * @param entityHours decayed active entity-hours, in 1/65536
     * @param entities most entities active in one hour, decayed by a 24th of the gap each hour
     */
    public record Totals(long interactions, long entityHours, long entities) {}

    @Override
    public void open(OpenContext context) {
        open = getRuntimeContext().getMapState(OPEN);
        totals = getRuntimeContext().getState(TOTALS);
    }

    @Override
    public void processElement(GroupActivity part, Context context, Collector<SharedTable> out)
            throws Exception {
        GroupActivity before = open.get(part.hour());
        open.put(part.hour(), before == null ? part : merge(before, part));
        if (before == null) {
            context.timerService().registerEventTimeTimer((part.hour() + 1) * HOUR_MILLIS - 1);
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<SharedTable> out)
            throws Exception {
        long hour = Math.floorDiv(time, HOUR_MILLIS);
        GroupActivity closed = open.get(hour);
        if (closed == null) {
            return;
        }
        open.remove(hour);
        long active =
                Math.max(
                        1, Math.round(HllSketch.heapify(closed.entities()).getCompositeEstimate()));
        Totals before = totals.value();
        if (before == null) {
            before = new Totals(0, 0, 0);
        }
        Totals after =
                new Totals(
                        decay(before.interactions) + (closed.interactions() << FIXED_POINT),
                        decay(before.entityHours) + (active << FIXED_POINT),
                        Math.max(active, before.entities - (before.entities - active + 23) / 24));
        totals.update(after);
        out.collect(
                SharedTable.group(
                        context.getCurrentKey(),
                        time + 1 + HOUR_MILLIS,
                        after.entities,
                        ratio(after.interactions, after.entityHours)));
    }

    private static long decay(long value) {
        // the totals stay below 2^47 (2^31 interactions an hour), so the product fits
        return value / (1L << FIXED_POINT) * DECAY
                + value % (1L << FIXED_POINT) * DECAY / (1L << FIXED_POINT);
    }

    private static long ratio(long numerator, long denominator) {
        return denominator == 0
                ? 0
                : Math.round((double) numerator / denominator * (1L << FIXED_POINT));
    }

    private static GroupActivity merge(GroupActivity a, GroupActivity b) {
        Union union = new Union(GroupCounter.LOG_REGISTERS);
        union.update(HllSketch.heapify(a.entities()));
        union.update(HllSketch.heapify(b.entities()));
        return new GroupActivity(
                a.group(),
                a.hour(),
                a.interactions() + b.interactions(),
                union.getResult(TgtHllType.HLL_8).toCompactByteArray());
    }
}

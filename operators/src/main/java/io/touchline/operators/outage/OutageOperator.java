// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.outage;

import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.avro.Finding;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Signs of life in, findings about segments out; second input the calendar and what is announced to
 * be blind.
 *
 * <p>At parallelism 1: one row per device that serves and minute. It works before it forwards a
 * watermark. The end of input is no silence, for after it no sensor is heard either; MAX is passed
 * on and does nothing.
 */
public final class OutageOperator extends AbstractStreamOperator<Finding>
        implements TwoInputStreamOperator<SignOfLife, SharedTable, Finding> {
    private static final long serialVersionUID = 1L;

    // about 1.1 KB per segment; cleared with its last member
    private static final ListStateDescriptor<Segment> SEGMENTS =
            new ListStateDescriptor<>("segments", TypeInformation.of(Segment.class));
    // about 100 bytes and texts per device; cleared after a week of silence
    private static final ListStateDescriptor<Member> MEMBERS =
            new ListStateDescriptor<>("members", TypeInformation.of(Member.class));
    // about 60 bytes per sensor; never cleared, sensors are few
    private static final ListStateDescriptor<Sensor> SENSORS =
            new ListStateDescriptor<>("sensors", TypeInformation.of(Sensor.class));
    // signs of minutes that are not over; rewritten at each snapshot
    private static final ListStateDescriptor<SignOfLife> SIGNS =
            new ListStateDescriptor<>("signs", TypeInformation.of(SignOfLife.class));
    // phases and announcements; rewritten at each snapshot
    private static final ListStateDescriptor<SharedTable> TABLES =
            new ListStateDescriptor<>("tables", TypeInformation.of(SharedTable.class));
    // one long: the last minute that is over
    private static final ListStateDescriptor<Long> NOW =
            new ListStateDescriptor<>("now", Types.LONG);

    private final String site;
    private transient OutageWatch watch;
    private transient ListState<Segment> segments;
    private transient ListState<Member> members;
    private transient ListState<Sensor> sensors;
    private transient ListState<SignOfLife> signs;
    private transient ListState<SharedTable> tables;
    private transient ListState<Long> now;

    /**
     * @param site venue, part of every key
     */
    public OutageOperator(String site) {
        this.site = site;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        watch = new OutageWatch(site);
        segments = context.getOperatorStateStore().getListState(SEGMENTS);
        members = context.getOperatorStateStore().getListState(MEMBERS);
        sensors = context.getOperatorStateStore().getListState(SENSORS);
        signs = context.getOperatorStateStore().getListState(SIGNS);
        tables = context.getOperatorStateStore().getListState(TABLES);
        now = context.getOperatorStateStore().getListState(NOW);
        now.get().forEach(watch::restore);
        tables.get().forEach(watch::add);
        sensors.get().forEach(watch::restore);
        segments.get().forEach(watch::restore);
        members.get().forEach(watch::restore);
        signs.get().forEach(watch::add);
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        segments.update(new ArrayList<>(watch.segments()));
        members.update(new ArrayList<>(watch.members()));
        sensors.update(new ArrayList<>(watch.sensors()));
        signs.update(watch.pending());
        tables.update(watch.tables());
        now.update(List.of(watch.now()));
    }

    @Override
    public void processElement1(StreamRecord<SignOfLife> element) {
        watch.add(element.getValue());
    }

    @Override
    public void processElement2(StreamRecord<SharedTable> element) {
        watch.add(element.getValue());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long watermark = mark.getTimestamp();
        if (watermark != Long.MAX_VALUE) {
            watch.advance(watermark, this::tell);
        }
        super.processWatermark(mark);
    }

    private void tell(Finding finding) {
        output.collect(new StreamRecord<>(finding, finding.getKnownAt().toEpochMilli()));
    }
}

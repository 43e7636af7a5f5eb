// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.coverage;

import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.avro.Finding;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Minutes of sources in, findings about them out; second input the calendar and what is announced
 * to be blind. On the side the spans in which a source was blind, for the baselines.
 *
 * <p>At parallelism 1: a venue has some hundred sources, one row each a minute. It works before it
 * forwards a watermark. In a bounded input it goes no further than the last record of all sources,
 * so that the end of input is no silence; MAX is passed on and does nothing.
 */
public final class CoverageOperator extends AbstractStreamOperator<Finding>
        implements TwoInputStreamOperator<SourceMinute, SharedTable, Finding> {
    private static final long serialVersionUID = 1L;

    public static final OutputTag<SharedTable> BLIND =
            new OutputTag<>("blind-sources", TypeInformation.of(SharedTable.class));

    // about 2 KB per source; cleared after a week of silence
    public static final ListStateDescriptor<SourceHealth> HEALTHS =
            new ListStateDescriptor<>("healths", TypeInformation.of(SourceHealth.class));
    // rows of minutes that are not over; rewritten at each snapshot
    private static final ListStateDescriptor<SourceMinute> MINUTES =
            new ListStateDescriptor<>("minutes", TypeInformation.of(SourceMinute.class));
    // phases and announcements; rewritten at each snapshot
    private static final ListStateDescriptor<SharedTable> TABLES =
            new ListStateDescriptor<>("tables", TypeInformation.of(SharedTable.class));

    private final CoverageOptions options;
    private transient SourceWatch watch;
    private transient CoverageSink sink;
    private transient ListState<SourceHealth> healths;
    private transient ListState<SourceMinute> minutes;
    private transient ListState<SharedTable> tables;

    public CoverageOperator(CoverageOptions options) {
        this.options = options;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        watch = new SourceWatch(options.site());
        sink = new Sink();
        healths = context.getOperatorStateStore().getListState(HEALTHS);
        minutes = context.getOperatorStateStore().getListState(MINUTES);
        tables = context.getOperatorStateStore().getListState(TABLES);
        for (SharedTable table : tables.get()) {
            watch.add(table);
        }
        for (SourceHealth health : healths.get()) {
            watch.restore(health);
        }
        for (SourceMinute minute : minutes.get()) {
            watch.add(minute);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        healths.update(new ArrayList<>(watch.healths()));
        minutes.update(watch.pending());
        tables.update(List.copyOf(watch.tables()));
    }

    @Override
    public void processElement1(StreamRecord<SourceMinute> element) {
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
            watch.advance(
                    options.bounded() ? Math.min(watermark, watch.lastWritten()) : watermark, sink);
        }
        super.processWatermark(mark);
    }

    private final class Sink implements CoverageSink {
        @Override
        public void tell(Finding finding) {
            output.collect(new StreamRecord<>(finding, finding.getKnownAt().toEpochMilli()));
        }

        @Override
        public void table(SharedTable blind) {
            output.collect(BLIND, new StreamRecord<>(blind, blind.validFrom()));
        }
    }
}

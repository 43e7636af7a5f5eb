// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.identity;

import io.touchline.operators.state.BindingSerializer;
import io.touchline.operators.state.InteractionSerializer;
import io.touchline.operators.state.VenueRowSerializer;
import io.touchline.operators.venue.VenueReader;
import io.touchline.operators.venue.VenueRow;
import io.touchline.operators.venue.VenueVersions;
import io.touchline.schemas.Interaction;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Interactions with addresses in, interactions with entities out; second input the broadcast rows.
 *
 * <p>A record waits until the first version of the venue file came, then only while the rows'
 * watermark is more than the hold behind it. A row input that is idle holds nobody up. Waiting
 * records, the table and the versions are operator state, each one block per subtask; the latter
 * two are the same on every subtask.
 */
public final class IdentityOperator extends AbstractStreamOperator<Interaction>
        implements TwoInputStreamOperator<Interaction, IdentityRow, Interaction> {
    private static final long serialVersionUID = 1L;
    private static final long HOUR_MILLIS = 3_600_000L;

    // one block per subtask: the records that wait; rewritten at each snapshot
    private static final ListStateDescriptor<byte[]> WAITING =
            new ListStateDescriptor<>(
                    "waiting", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);
    // one block per subtask: the whole table; union on restore, rows are a set
    private static final ListStateDescriptor<byte[]> TABLE =
            new ListStateDescriptor<>(
                    "table", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    // one block per subtask: the versions of the venue file; union on restore, the same on all
    private static final ListStateDescriptor<byte[]> VENUE =
            new ListStateDescriptor<>(
                    "venue", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private final IdentityOptions options;
    private final VenueReader reader;
    private transient BindingTable table;
    private transient VenueVersions venue;

    /** Whether any version came: what the file says counts for the first record too. */
    private transient boolean venueHeard;

    private transient Resolver resolver;
    private transient PriorityQueue<Interaction> waiting;
    private transient ListState<byte[]> waitingState;
    private transient ListState<byte[]> tableState;
    private transient ListState<byte[]> venueState;
    private transient long rowsWatermark;
    private transient long expiredHour;

    public IdentityOperator(IdentityOptions options, VenueReader reader) {
        this.options = options;
        this.reader = reader;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        table = new BindingTable(options.holdMillis());
        venue = new VenueVersions(reader);
        resolver = new Resolver(table, venue);
        waiting = new PriorityQueue<>(Comparator.comparingLong(Interaction::writeTime));
        rowsWatermark = Long.MIN_VALUE;
        waitingState = context.getOperatorStateStore().getListState(WAITING);
        tableState = context.getOperatorStateStore().getUnionListState(TABLE);
        venueState = context.getOperatorStateStore().getUnionListState(VENUE);
        for (byte[] block : waitingState.get()) {
            DataInputDeserializer in = new DataInputDeserializer(block);
            while (in.available() > 0) {
                waiting.add(InteractionSerializer.INSTANCE.deserialize(in));
            }
        }
        for (byte[] block : tableState.get()) {
            DataInputDeserializer in = new DataInputDeserializer(block);
            while (in.available() > 0) {
                table.add(BindingSerializer.INSTANCE.deserialize(in));
            }
        }
        for (byte[] block : venueState.get()) {
            DataInputDeserializer in = new DataInputDeserializer(block);
            while (in.available() > 0) {
                venue.add(VenueRowSerializer.INSTANCE.deserialize(in));
                venueHeard = true;
            }
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        DataOutputSerializer records = new DataOutputSerializer(1024);
        for (Interaction interaction : waiting) {
            InteractionSerializer.INSTANCE.serialize(interaction, records);
        }
        waitingState.update(List.of(records.getCopyOfBuffer()));
        DataOutputSerializer rows = new DataOutputSerializer(1024);
        for (Binding binding : table.rows()) {
            BindingSerializer.INSTANCE.serialize(binding, rows);
        }
        tableState.update(List.of(rows.getCopyOfBuffer()));
        DataOutputSerializer versions = new DataOutputSerializer(1024);
        for (VenueRow version : venue.rows()) {
            VenueRowSerializer.INSTANCE.serialize(version, versions);
        }
        venueState.update(List.of(versions.getCopyOfBuffer()));
    }

    @Override
    public void processElement1(StreamRecord<Interaction> element) {
        Interaction interaction = element.getValue();
        if (answerable(interaction.writeTime())) {
            emit(interaction);
        } else {
            waiting.add(interaction);
        }
    }

    @Override
    public void processElement2(StreamRecord<IdentityRow> element) {
        IdentityRow row = element.getValue();
        if (row.binding() != null) {
            table.add(options.ended(row.binding()));
        } else if (row.venue() != null) {
            venue.add(row.venue());
            venueHeard = true;
            release();
        }
    }

    @Override
    public void processWatermark2(Watermark mark) throws Exception {
        rowsWatermark = Math.max(rowsWatermark, mark.getTimestamp());
        release();
        super.processWatermark2(mark);
    }

    /** The lesser of both inputs; the records' alone while the row input is idle. */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        rowsWatermark = Math.max(rowsWatermark, mark.getTimestamp());
        release();
        expire(mark.getTimestamp());
        super.processWatermark(mark);
    }

    private boolean answerable(long writeTime) {
        return venueHeard && writeTime - options.holdMillis() <= rowsWatermark;
    }

    private void release() {
        for (Interaction next = waiting.peek();
                next != null && answerable(next.writeTime());
                next = waiting.peek()) {
            emit(waiting.remove());
        }
    }

    private void expire(long watermark) {
        // MAX is the end of input, not the end of time
        if (watermark != Long.MAX_VALUE && watermark / HOUR_MILLIS > expiredHour) {
            expiredHour = watermark / HOUR_MILLIS;
            table.expire(watermark - options.keptMillis());
            venue.expire(watermark - options.keptMillis());
        }
    }

    private void emit(Interaction raw) {
        resolver.resolve(
                raw,
                resolved -> output.collect(new StreamRecord<>(resolved, resolved.writeTime())));
    }
}

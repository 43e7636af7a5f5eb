// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.books.BooksDelta;
import io.touchline.operators.books.Fate;
import io.touchline.operators.books.FateCounter;
import io.touchline.operators.books.FateMetrics;
import io.touchline.operators.coverage.SourceCounter;
import io.touchline.operators.coverage.SourceMinute;
import io.touchline.operators.identity.Binding;
import io.touchline.operators.identity.IdentityRow;
import io.touchline.operators.logs.Event;
import io.touchline.operators.logs.Logs;
import io.touchline.operators.metrics.LabelledCounter;
import io.touchline.operators.outage.SignOfLife;
import io.touchline.operators.state.IdentityRowSerializer;
import io.touchline.schemas.Interaction;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Frames in, interactions out; what cannot be used goes to the dead letters with its reason.
 *
 * <p>No record can make it throw. Every record is counted as read here; its fate is counted here
 * when it ends here (dead, used because it only joins others, or a duplicate of what was learnt
 * from an archive), else by {@code order}.
 */
public final class DecodeOperator extends AbstractStreamOperator<Interaction>
        implements OneInputStreamOperator<Frame, Interaction> {
    private static final long serialVersionUID = 1L;

    public static final OutputTag<DeadLetter> DEAD_LETTERS =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));
    public static final OutputTag<IdentityRow> BINDINGS =
            new OutputTag<>("bindings", IdentityRowSerializer.TYPE);
    public static final OutputTag<BooksDelta> FATES =
            new OutputTag<>("decode-fates", TypeInformation.of(BooksDelta.class));

    public static final OutputTag<SourceMinute> SOURCES =
            new OutputTag<>("source-minutes", TypeInformation.of(SourceMinute.class));
    public static final OutputTag<SignOfLife> SENSORS =
            new OutputTag<>("sensors", TypeInformation.of(SignOfLife.class));

    // one block per subtask: where the archive ended, if there was one; union on restore
    private static final ListStateDescriptor<byte[]> CUTS =
            new ListStateDescriptor<>(
                    "archive-cuts", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private final DecodeOptions options;
    private transient ListState<byte[]> cutState;
    private transient ArchiveCuts learnt;
    private transient FrameDecoder decoder;
    private transient FateCounter fates;
    private transient SourceCounter sources;
    private transient Repeats repeats;
    private transient FateMetrics metrics;
    private transient LabelledCounter decodeErrors;
    private transient LabelledCounter deadLetters;
    private transient DecodeOutput sink;

    public DecodeOperator(DecodeOptions options) {
        this.options = options;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        cutState = context.getOperatorStateStore().getUnionListState(CUTS);
        learnt = new ArchiveCuts();
        for (byte[] block : cutState.get()) {
            learnt.add(block);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        cutState.update(List.of(learnt.toBytes()));
    }

    @Override
    public void open() throws Exception {
        super.open();
        decoder = new FrameDecoder(options);
        fates = new FateCounter();
        sources = new SourceCounter();
        repeats = new Repeats();
        metrics = new FateMetrics(getMetricGroup(), Fate.READ, Fate.UNKNOWN_FIELDS);
        decodeErrors = new LabelledCounter(getMetricGroup(), "decode_errors", "source", "reason");
        deadLetters = new LabelledCounter(getMetricGroup(), "dead_letters", "stage");
        sink = new Sink();
    }

    @Override
    public void processElement(StreamRecord<Frame> element) {
        decoder.decode(element.getValue(), sink);
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        flush();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        flush();
    }

    private void flush() {
        fates.flush(delta -> output.collect(FATES, new StreamRecord<>(metrics.counted(delta))));
        sources.flush(
                minute -> {
                    output.collect(SOURCES, new StreamRecord<>(minute, minute.lastWritten()));
                    output.collect(SENSORS, new StreamRecord<>(SignOfLife.of(minute)));
                });
    }

    private final class Sink implements DecodeOutput {
        @Override
        public void event(Event event) {
            fates.count(event.source(), Fate.READ);
            if (event.unknownFields()) {
                fates.count(event.source(), Fate.UNKNOWN_FIELDS);
            }
            sources.used(event.source(), event.sensor(), event.writeTime(), event.shape());
            if (options.training()) {
                learnt.note(event);
            } else if (learnt.hold(event)) {
                fates.count(event.source(), Fate.DUPLICATE);
                return;
            }
            for (Binding binding : event.bindings()) {
                if (!repeats.tells(binding)) {
                    output.collect(
                            BINDINGS,
                            new StreamRecord<>(IdentityRow.of(binding), event.writeTime()));
                }
            }
            List<Interaction> interactions = event.interactions();
            if (interactions.isEmpty()) {
                fates.count(event.source(), Fate.USED);
            }
            for (int i = 0; i < interactions.size(); i++) {
                output.collect(
                        new StreamRecord<>(
                                interactions.get(i).deciding(i == 0), event.writeTime()));
            }
        }

        @Override
        public void dead(DeadLetter letter) {
            fates.count(letter.source(), Fate.READ);
            if (!letter.source().equals(Logs.UNRECOGNISED)) {
                sources.dead(letter.source(), letter.writeTime());
            }
            fates.count(letter.source(), Fate.DEAD);
            decodeErrors.add(1, letter.source(), letter.reason().key());
            deadLetters.add(1, "decode");
            output.collect(DEAD_LETTERS, new StreamRecord<>(letter, letter.writeTime()));
        }
    }
}

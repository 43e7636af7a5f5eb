// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.findings;

import io.touchline.operators.coverage.CoverageFindings;
import io.touchline.operators.metrics.LabelledCounter;
import io.touchline.operators.state.VenueRowSerializer;
import io.touchline.operators.venue.VenueReader;
import io.touchline.operators.venue.VenueRow;
import io.touchline.operators.venue.VenueVersions;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * The last operator before the findings leave, at parallelism 1; second input the venue file. A
 * finding is given what the file said when it became known. After all findings up to a watermark
 * one progress record per partition is written; the sources step the watermark by seconds.
 */
public final class FindingsOperator extends AbstractStreamOperator<FindingMessage>
        implements TwoInputStreamOperator<Finding, VenueRow, FindingMessage> {
    private static final long serialVersionUID = 1L;
    private static final long DAY_MILLIS = 86_400_000L;

    public static final String FINDING = "FINDING";
    public static final String PROGRESS = "PROGRESS";

    /** A finding of {@code coverage} that tells people nothing and incidents something. */
    public static final String COVERAGE = "COVERAGE";

    // one long: from how many restores this writer has come
    private static final ListStateDescriptor<Long> GENERATION =
            new ListStateDescriptor<>("generation", Types.LONG);

    // one element per version of the venue file
    private static final ListStateDescriptor<VenueRow> VENUE =
            new ListStateDescriptor<>("venue", VenueRowSerializer.TYPE);

    private final String site;
    private final int partitions;
    private final VenueReader reader;
    private transient ListState<Long> generationState;
    private transient ListState<VenueRow> venueState;
    private transient VenueVersions venue;
    private transient boolean venueHeard;

    /** Findings that came before the first version of the venue file. */
    private transient List<StreamRecord<Finding>> early;

    private transient long generation;
    private transient LabelledCounter findings;

    public FindingsOperator(String site, int partitions, VenueReader reader) {
        this.site = site;
        this.partitions = partitions;
        this.reader = reader;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        generationState = context.getOperatorStateStore().getListState(GENERATION);
        findings = new LabelledCounter(getMetricGroup(), "findings", "detector");
        generation = 0;
        for (long last : generationState.get()) {
            generation = last + 1;
        }
        early = new ArrayList<>();
        venue = new VenueVersions(reader);
        venueState = context.getOperatorStateStore().getListState(VENUE);
        for (VenueRow row : venueState.get()) {
            venue.add(row);
            venueHeard = true;
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        generationState.update(List.of(generation));
        venueState.update(venue.rows());
    }

    @Override
    public void processElement1(StreamRecord<Finding> element) {
        if (venueHeard) {
            tell(element);
        } else {
            early.add(new StreamRecord<>(element.getValue(), element.getTimestamp()));
        }
    }

    @Override
    public void processElement2(StreamRecord<VenueRow> element) {
        venue.add(element.getValue());
        venueHeard = true;
        tellEarly();
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        tellEarly();
    }

    private void tellEarly() {
        early.forEach(this::tell);
        early.clear();
    }

    private void tell(StreamRecord<Finding> element) {
        Finding raw = element.getValue();
        Finding finding = VenueContext.add(raw, venue.at(raw.getKnownAt().toEpochMilli()));
        boolean forPeople = CoverageFindings.isForPeople(finding);
        if (forPeople) {
            findings.add(1, finding.getDetector());
        }
        output.collect(
                new StreamRecord<>(
                        message(forPeople ? FINDING : COVERAGE, finding.getSite(), 0, 0, finding),
                        element.getTimestamp()));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long watermark = mark.getTimestamp();
        tellEarly();
        if (watermark != Long.MAX_VALUE) {
            venue.expire(watermark - DAY_MILLIS);
        }
        for (int partition = 0; partition < partitions; partition++) {
            output.collect(
                    new StreamRecord<>(
                            message(PROGRESS, site, partition, watermark, null), watermark));
        }
        super.processWatermark(mark);
    }

    private FindingMessage message(
            String kind, String ofSite, int partition, long watermark, @Nullable Finding finding) {
        return FindingMessage.newBuilder()
                .setKind(kind)
                .setSite(ofSite)
                .setFinding(finding)
                .setGeneration(generation)
                .setPartition(partition)
                .setWatermark(watermark)
                .build();
    }
}

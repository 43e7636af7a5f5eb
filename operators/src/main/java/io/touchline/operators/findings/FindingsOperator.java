// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.findings;

import io.touchline.operators.coverage.CoverageFindings;
import io.touchline.operators.metrics.LabelledCounter;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.jspecify.annotations.Nullable;

/**
 * The last operator before the findings leave, at parallelism 1. After all findings up to a
 * watermark it writes one progress record per partition; the sources step the watermark by seconds.
 */
public final class FindingsOperator extends AbstractStreamOperator<FindingMessage>
        implements OneInputStreamOperator<Finding, FindingMessage> {
    private static final long serialVersionUID = 1L;

    public static final String FINDING = "FINDING";
    public static final String PROGRESS = "PROGRESS";

    /** A finding of {@code coverage} that tells people nothing and incidents something. */
    public static final String COVERAGE = "COVERAGE";

    // one long: from how many restores this writer has come
    private static final ListStateDescriptor<Long> GENERATION =
            new ListStateDescriptor<>("generation", Types.LONG);

    private final String site;
    private final int partitions;
    private transient ListState<Long> generationState;
    private transient long generation;
    private transient LabelledCounter findings;

    public FindingsOperator(String site, int partitions) {
        this.site = site;
        this.partitions = partitions;
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
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        generationState.update(List.of(generation));
    }

    @Override
    public void processElement(StreamRecord<Finding> element) {
        Finding finding = element.getValue();
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

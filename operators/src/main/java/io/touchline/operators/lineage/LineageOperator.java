// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import io.touchline.operators.findings.FindingsOperator;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.FindingMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Findings in, chains out, keyed by site; steps for correlation on the side.
 *
 * <p>Findings wait for the watermark and are taken by (known at, id), so that the order of arrival
 * does not matter. It swallows the MAX watermark of a bounded input: no time-out behind it fires
 * because the input ended.
 */
public final class LineageOperator extends AbstractStreamOperator<ChainUpdate>
        implements OneInputStreamOperator<FindingMessage, ChainUpdate> {
    private static final long serialVersionUID = 1L;
    private static final long HOUR_MILLIS = 3_600_000;

    public static final OutputTag<ChainStep> STEPS =
            new OutputTag<>("chain-steps", TypeInformation.of(ChainStep.class));

    // about 1 KB per finding not yet taken; cleared when its watermark comes
    private static final MapStateDescriptor<String, Finding> WAITING =
            new MapStateDescriptor<>("waiting", Types.STRING, TypeInformation.of(Finding.class));
    // about 1 KB per finding of the last three days (30 where OT is touched); cleared by expiry
    private static final MapStateDescriptor<String, PlacedFinding> PLACED =
            new MapStateDescriptor<>(
                    "placed", Types.STRING, TypeInformation.of(PlacedFinding.class));
    // 20 bytes per chain; cleared with it
    private static final MapStateDescriptor<String, Told> TOLD =
            new MapStateDescriptor<>("told", Types.STRING, TypeInformation.of(Told.class));

    private final LineageOptions options;
    private transient MapState<String, Finding> waiting;
    private transient MapState<String, PlacedFinding> placed;
    private transient MapState<String, Told> told;
    private transient Map<String, Lineage> sites;
    private transient TreeMap<Long, List<String>> due;
    private transient long expiredHour;

    public LineageOperator(LineageOptions options) {
        this.options = options;
    }

    /** A finding and the chain that it is in. */
    public record PlacedFinding(Finding finding, String chain) {}

    /**
     * What was told of a chain.
     *
     * @param lastCepTime the last step's time in correlation
     */
    public record Told(int epoch, int steps, long lastCepTime) {}

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        waiting = context.getKeyedStateStore().getMapState(WAITING);
        placed = context.getKeyedStateStore().getMapState(PLACED);
        told = context.getKeyedStateStore().getMapState(TOLD);
        sites = new TreeMap<>();
        due = new TreeMap<>();
        restoreKeys();
    }

    private void restoreKeys() throws Exception {
        List<String> keys = new ArrayList<>();
        try (var all = getKeyedStateBackend().getKeys(WAITING.getName(), VoidNamespace.INSTANCE)) {
            all.forEach(key -> keys.add((String) key));
        }
        for (String site : keys) {
            setCurrentKey(site);
            for (Finding finding : waiting.values()) {
                due.computeIfAbsent(knownAt(finding), t -> new ArrayList<>()).add(site);
            }
        }
    }

    @Override
    public void processElement(StreamRecord<FindingMessage> element) throws Exception {
        FindingMessage message = element.getValue();
        Finding finding = message.getFinding();
        if (!FindingsOperator.FINDING.equals(message.getKind()) || finding == null) {
            return; // progress is the source's business: it moves the watermark
        }
        if (waiting.contains(finding.getFindingId()) || placed.contains(finding.getFindingId())) {
            return; // written again after a restart
        }
        waiting.put(finding.getFindingId(), finding);
        due.computeIfAbsent(knownAt(finding), t -> new ArrayList<>()).add(finding.getSite());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        long watermark = mark.getTimestamp();
        Map<Long, List<String>> ready = due.headMap(watermark, true);
        for (String site :
                ready.values().stream().flatMap(List::stream).distinct().sorted().toList()) {
            setCurrentKey(site);
            take(site, watermark);
        }
        ready.clear();
        if (watermark == Long.MAX_VALUE) {
            return;
        }
        if (Math.floorDiv(watermark, HOUR_MILLIS) > expiredHour) {
            expiredHour = Math.floorDiv(watermark, HOUR_MILLIS);
            expire(watermark);
        }
        super.processWatermark(mark);
    }

    private void take(String site, long watermark) throws Exception {
        List<Finding> ready = new ArrayList<>();
        for (Finding finding : waiting.values()) {
            if (knownAt(finding) <= watermark) {
                ready.add(finding);
            }
        }
        ready.sort(
                Comparator.comparingLong(LineageOperator::knownAt)
                        .thenComparing(Finding::getFindingId));
        Lineage lineage = lineage(site);
        for (Finding finding : ready) {
            waiting.remove(finding.getFindingId());
            Lineage.Change change = lineage.add(finding);
            if (change.appended() != null) {
                placed.put(finding.getFindingId(), new PlacedFinding(finding, change.appended()));
                tell(site, change.appended(), knownAt(finding), false);
            } else {
                retell(site, change, knownAt(finding));
            }
        }
    }

    private void retell(String site, Lineage.Change change, long time) throws Exception {
        for (String chain : change.retold()) {
            for (Finding member : lineage(site).findings(chain)) {
                placed.put(member.getFindingId(), new PlacedFinding(member, chain));
            }
            tell(site, chain, time, true);
        }
        for (Map.Entry<String, String> gone : change.mergedInto().entrySet()) {
            Told before = told.get(gone.getKey());
            if (before != null) {
                told.remove(gone.getKey());
                output.collect(
                        new StreamRecord<>(
                                new ChainUpdate(
                                        gone.getKey(),
                                        site,
                                        before.epoch() + 1,
                                        time,
                                        gone.getValue(),
                                        List.of(),
                                        0),
                                time));
            }
        }
    }

    /** Emits the chain, and to correlation the steps that it has not seen in this epoch. */
    private void tell(String site, String chain, long time, boolean anew) throws Exception {
        List<Finding> findings = lineage(site).findings(chain);
        List<Finding> steps = Steps.of(findings, options.maxSteps());
        Told before = told.get(chain);
        int epoch = before == null ? 0 : before.epoch() + (anew ? 1 : 0);
        int from = before == null || anew ? 0 : before.steps();
        long cepTime = before == null ? Long.MIN_VALUE : before.lastCepTime();
        for (int i = from; i < steps.size(); i++) {
            cepTime = Math.max(time, cepTime + 1);
            Finding step = steps.get(i);
            output.collect(
                    STEPS,
                    new StreamRecord<>(
                            new ChainStep(
                                    chain,
                                    epoch,
                                    i,
                                    cepTime,
                                    step.getTime().toEpochMilli(),
                                    step.getStage(),
                                    step.getZoneEntity(),
                                    step.getZonePeer()),
                            cepTime));
        }
        told.put(chain, new Told(epoch, steps.size(), cepTime));
        output.collect(
                new StreamRecord<>(
                        new ChainUpdate(
                                chain,
                                site,
                                epoch,
                                time,
                                null,
                                steps,
                                findings.size() - steps.size()),
                        time));
    }

    private void expire(long watermark) throws Exception {
        for (Map.Entry<String, Lineage> site : sites.entrySet()) {
            setCurrentKey(site.getKey());
            for (Lineage.Placed dropped : site.getValue().expire(watermark)) {
                placed.remove(dropped.edge().finding().getFindingId());
                told.remove(dropped.chain());
            }
        }
    }

    /** The chains of a site, read back from state the first time after a restart. */
    private Lineage lineage(String site) throws Exception {
        Lineage lineage = sites.get(site);
        if (lineage == null) {
            lineage = new Lineage(options);
            for (PlacedFinding row : placed.values()) {
                lineage.restore(row.finding(), row.chain());
            }
            sites.put(site, lineage);
        }
        return lineage;
    }

    private static long knownAt(Finding finding) {
        return finding.getKnownAt().toEpochMilli();
    }
}

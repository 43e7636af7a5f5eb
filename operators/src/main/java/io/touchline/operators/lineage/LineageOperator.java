// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import io.touchline.operators.coverage.CoverageFindings;
import io.touchline.operators.metrics.LabelledCounter;
import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
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
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
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
    private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

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

    // about 1 KB per source that was ever blind; never cleared, sources are few
    private static final MapStateDescriptor<String, Finding> SOURCES =
            new MapStateDescriptor<>("sources", Types.STRING, TypeInformation.of(Finding.class));

    private final LineageOptions options;
    private transient MapState<String, Finding> waiting;
    private transient MapState<String, PlacedFinding> placed;
    private transient MapState<String, Told> told;
    private transient MapState<String, Finding> sources;
    private transient Map<String, Lineage> sites;
    private transient TreeMap<Long, List<String>> due;
    private transient Map<String, Long> expiredTo;
    private transient long forwarded;
    private transient Counter unknownStages;
    // a flood of one entity: known, but not linked
    private transient Counter crowdedOut;
    private transient volatile int openChains; // read by the thread of the metrics

    public LineageOperator(LineageOptions options) {
        this.options = options;
    }

    /** A finding and the chain that it is in. */
    public record PlacedFinding(Finding finding, String chain) {}

    /**
     * What was told of a chain.
     *
     * @param steps how many, and {@code hash} which
     * @param lastCepTime the last step's time in correlation
     */
    public record Told(int epoch, int steps, long hash, long lastCepTime) {}

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        waiting = context.getKeyedStateStore().getMapState(WAITING);
        placed = context.getKeyedStateStore().getMapState(PLACED);
        told = context.getKeyedStateStore().getMapState(TOLD);
        sources = context.getKeyedStateStore().getMapState(SOURCES);
        sites = new TreeMap<>();
        expiredTo = new TreeMap<>();
        due = new TreeMap<>();
        forwarded = Long.MIN_VALUE;
        MetricGroup metrics = getMetricGroup().addGroup(LabelledCounter.GROUP);
        unknownStages = metrics.counter("findings_of_unknown_stage");
        crowdedOut = metrics.counter("findings_crowded_out");
        metrics.<Integer, Gauge<Integer>>gauge("chains_open", () -> openChains);
        restoreKeys();
    }

    /** Every site with state is known from the start, or nothing of it would ever expire. */
    private void restoreKeys() throws Exception {
        for (String site : keysOf(WAITING.getName())) {
            setCurrentKey(site);
            for (Finding finding : waiting.values()) {
                due.computeIfAbsent(knownAt(finding), t -> new ArrayList<>()).add(site);
            }
        }
        for (String site : keysOf(TOLD.getName())) {
            setCurrentKey(site);
            lineage(site);
        }
    }

    private List<String> keysOf(String state) {
        List<String> keys = new ArrayList<>();
        try (var all = getKeyedStateBackend().getKeys(state, VoidNamespace.INSTANCE)) {
            all.forEach(key -> keys.add((String) key));
        }
        return keys;
    }

    @Override
    public void processElement(StreamRecord<FindingMessage> element) throws Exception {
        FindingMessage message = element.getValue();
        Finding finding = message.getFinding();
        if (finding == null) {
            return; // progress is the source's business: it moves the watermark
        }
        if (!Stage.isKnown(finding.getStage())) {
            unknownStages.inc(); // of a newer writer: nothing here can place it
            return;
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
        expire(Math.floorDiv(watermark, HOUR_MILLIS) * HOUR_MILLIS);
        openChains = sites.values().stream().mapToInt(Lineage::chains).sum();
        forwarded = watermark;
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
            if (finding.getDetector().equals(CoverageFindings.DETECTOR)) {
                hear(site, lineage, finding);
                continue;
            }
            expire(site, lineage, Math.floorDiv(knownAt(finding), HOUR_MILLIS) * HOUR_MILLIS);
            Lineage.Change change = lineage.add(finding);
            if (change.changed().isEmpty()) {
                crowdedOut.inc();
            }
            tell(site, change, knownAt(finding));
        }
    }

    /**
     * A source fell silent or is seen again: no chain grows from it, but those that went on within
     * a day are told again. Others of {@code coverage} are for people alone.
     */
    private void hear(String site, Lineage lineage, Finding finding) throws Exception {
        String source = EntityKeys.id(finding.getEntity());
        Finding before = sources.get(source);
        boolean news = before == null || knownAt(before) < knownAt(finding);
        if (!CoverageFindings.isOfSight(finding) || !news) {
            return;
        }
        sources.put(source, finding);
        for (String chain : lineage.chainsSince(knownAt(finding) - DAY_MILLIS)) {
            tell(site, chain, lineage.findings(chain), knownAt(finding));
        }
    }

    private List<ChainUpdate.BlindSource> blind() throws Exception {
        List<ChainUpdate.BlindSource> blind = new ArrayList<>();
        for (Map.Entry<String, Finding> source : sources.entries()) {
            if (!source.getValue().getAction().equals(CoverageFindings.SIGHTED)) {
                long since = source.getValue().getTime().toEpochMilli();
                blind.add(new ChainUpdate.BlindSource(source.getKey(), since));
            }
        }
        blind.sort(Comparator.comparing(ChainUpdate.BlindSource::source));
        return blind;
    }

    private void tell(String site, Lineage.Change change, long time) throws Exception {
        Lineage lineage = lineage(site);
        for (String chain : change.changed()) {
            List<Finding> findings = lineage.findings(chain);
            for (Finding member : findings) {
                PlacedFinding before = placed.get(member.getFindingId());
                if (before == null || !before.chain().equals(chain)) {
                    placed.put(member.getFindingId(), new PlacedFinding(member, chain));
                }
            }
            tell(site, chain, findings, time);
        }
        for (Map.Entry<String, String> gone : change.mergedInto().entrySet()) {
            Told before = told.get(gone.getKey());
            if (before != null) {
                // kept until it would have expired: should the id come back, its epochs go on
                told.put(gone.getKey(), new Told(before.epoch() + 1, 0, 0, before.lastCepTime()));
                output.collect(
                        new StreamRecord<>(
                                new ChainUpdate(
                                        gone.getKey(),
                                        site,
                                        before.epoch() + 1,
                                        time,
                                        Math.max(
                                                Math.max(time, forwarded + 1),
                                                before.lastCepTime() + 1),
                                        gone.getValue(),
                                        List.of(),
                                        0),
                                time));
            }
        }
    }

    /**
     * Emits the chain, and to correlation the steps that it has not seen in this epoch. A new epoch
     * begins when what was told before is no longer how the steps begin.
     */
    private void tell(String site, String chain, List<Finding> findings, long time)
            throws Exception {
        List<Finding> steps = Steps.of(findings, options.maxSteps());
        Told before = told.get(chain);
        boolean goesOn =
                before != null
                        && before.steps() <= steps.size()
                        && before.hash() == hash(steps.subList(0, before.steps()));
        int epoch = before == null ? 0 : before.epoch() + (goesOn ? 0 : 1);
        int from = goesOn ? before.steps() : 0;
        long cepTime = before == null ? Long.MIN_VALUE : before.lastCepTime();
        for (int i = from; i < steps.size(); i++) {
            // a late leg is behind the watermark: its steps must not be late in correlation
            cepTime = Math.max(Math.max(time, forwarded + 1), cepTime + 1);
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
        told.put(chain, new Told(epoch, steps.size(), hash(steps), cepTime));
        output.collect(
                new StreamRecord<>(
                        new ChainUpdate(
                                chain,
                                site,
                                epoch,
                                time,
                                Math.max(Math.max(time, forwarded + 1), cepTime),
                                null,
                                steps,
                                findings.size() - steps.size(),
                                blind()),
                        time));
    }

    private static long hash(List<Finding> steps) {
        long hash = 0;
        for (Finding step : steps) {
            hash = hash * 31 + ContentIds.hash64(step.getFindingId());
        }
        return hash;
    }

    private void expire(long watermark) throws Exception {
        for (Map.Entry<String, Lineage> site : sites.entrySet()) {
            setCurrentKey(site.getKey());
            expire(site.getKey(), site.getValue(), watermark);
        }
    }

    /** Also before each finding, to the hour in which it became known: not when we looked. */
    private void expire(String site, Lineage lineage, long time) throws Exception {
        Long before = expiredTo.get(site);
        if (before != null && before >= time) {
            return;
        }
        expiredTo.put(site, time);
        for (Lineage.Placed dropped : lineage.expire(time)) {
            placed.remove(dropped.finding().getFindingId());
            if (lineage.findings(dropped.chain()).isEmpty()) {
                told.remove(dropped.chain());
            }
        }
        // chains that were merged away: their ids could still come back
        List<String> silent = new ArrayList<>();
        for (Map.Entry<String, Told> chain : told.entries()) {
            if (chain.getValue().lastCepTime() + options.otHorizonMillis() < time
                    && lineage.findings(chain.getKey()).isEmpty()) {
                silent.add(chain.getKey());
            }
        }
        for (String chain : silent) {
            told.remove(chain);
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
            lineage.relink();
            sites.put(site, lineage);
        }
        return lineage;
    }

    private static long knownAt(Finding finding) {
        return finding.getKnownAt().toEpochMilli();
    }
}

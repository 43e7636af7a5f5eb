// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import io.touchline.operators.correlation.ChainLabel;
import io.touchline.operators.correlation.StoryPattern;
import io.touchline.operators.lineage.ChainUpdate;
import io.touchline.operators.outage.OutageFindings;
import io.touchline.operators.stats.Evidence;
import io.touchline.operators.venue.Consequence;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.BlindSpan;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.Incident;
import io.touchline.schemas.avro.IncidentEntity;
import io.touchline.schemas.avro.IncidentStep;
import io.touchline.schemas.avro.VenueFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Writes one revision of an incident from a chain and its labels. Pure. */
final class IncidentWriter {
    static final String NO_PATTERN = "strongest-step";

    /** Evidence of a single step that needs no second one: e of 1,024. */
    private static final double ENOUGH_BITS = 10;

    private IncidentWriter() {}

    /**
     * Whether the chain is an incident: two stages, a controller touched, or a step that is enough
     * by itself; else a lone surprise. The rates of one entity tell one stage, the strongest: a
     * burst is not a story by itself. What only entities too young to be judged show counts half,
     * touches no controller and is never enough by itself.
     */
    static boolean isIncident(ChainUpdate chain) {
        Map<String, Double> stages = new TreeMap<>();
        Map<String, Finding> rates = new TreeMap<>();
        for (Finding step : chain.steps()) {
            if (step.getDetector().equals("rate")) {
                rates.merge(
                        step.getEntity(), step, (a, b) -> b.getPValue() < a.getPValue() ? b : a);
            } else {
                boolean enough =
                        isEnough(step.getDetector(), step.getStage(), step.getPValue())
                                || Stage.of(step.getStage()).isOt();
                if (enough && !step.getCold()) {
                    return true;
                }
                count(step, stages);
            }
        }
        rates.values().forEach(step -> count(step, stages));
        return stages.values().stream().mapToDouble(Double::doubleValue).sum() >= 2;
    }

    /**
     * Whether one step is a story by itself: what serves fell silent together, or the evidence is a
     * thousandfold. Not a rate, for loads have many reasons; not a message, for nobody has opened
     * it yet; not a source that went quiet, for that is no attack.
     */
    static boolean isEnough(String detector, String stage, double pValue) {
        if (detector.equals(OutageFindings.DETECTOR)) {
            return true;
        }
        return !detector.equals("rate")
                && !detector.equals("coverage")
                && Stage.of(stage) != Stage.DELIVERY
                && Evidence.bits(pValue) >= ENOUGH_BITS;
    }

    private static boolean hasEnough(List<Finding> steps) {
        return steps.stream()
                .filter(step -> !step.getCold())
                .anyMatch(step -> isEnough(step.getDetector(), step.getStage(), step.getPValue()));
    }

    private static void count(Finding step, Map<String, Double> stages) {
        stages.merge(step.getStage(), step.getCold() ? 0.5 : 1, Math::max);
    }

    /**
     * @param revision write time of what caused it, at least the previous + 1
     * @param knownAt write time of what caused it
     */
    static Incident write(
            ChainUpdate chain,
            Collection<ChainLabel> labels,
            String state,
            long revision,
            long knownAt) {
        List<Finding> steps = chain.steps();
        Score score = Score.of(steps);
        Consequence consequence = Severity.consequence(steps);
        Narrative words = new Narrative(steps, chain.blind());
        Finding last = steps.get(steps.size() - 1);
        long lastTime = last.getTime().toEpochMilli();
        return Incident.newBuilder()
                .setIncidentId(chain.chain())
                .setRevision(revision)
                .setState(state)
                .setMergedInto(chain.mergedInto())
                .setSite(chain.site())
                .setPattern(pattern(chain.epoch(), labels))
                .setSeverity(Severity.of(score.value(), consequence, hasEnough(steps)))
                .setScore(score.value())
                .setFirstLine(words.firstLine())
                .setTitle(words.title())
                .setSummary(words.summary())
                .setFunction(words.function())
                .setConsequence(consequence.key())
                .setNextStep(words.nextStep())
                .setReentries(0)
                .setFirstEventTime(steps.get(0).getTime())
                .setLastEventTime(last.getTime())
                .setKnownAt(Instant.ofEpochMilli(knownAt))
                .setTimeToKnowMs(Math.max(0, knownAt - lastTime))
                .setStages(distinct(steps.stream().map(Finding::getStage).toList()))
                .setTechniques(
                        distinct(steps.stream().flatMap(s -> s.getTechniques().stream()).toList()))
                .setEntities(entities(steps))
                .setSteps(steps.stream().map(IncidentWriter::step).toList())
                .setScoreParts(score.parts())
                .setRegime(last.getRegime())
                .setBudgetTier(tier(steps))
                .setBlind(blind(chain))
                .build();
    }

    private static String pattern(int epoch, Collection<ChainLabel> labels) {
        TreeSet<String> held = new TreeSet<>();
        for (ChainLabel label : labels) {
            if (label.epoch() == epoch) {
                held.add(label.pattern());
            }
        }
        for (StoryPattern story : StoryPattern.all()) {
            if (held.contains(story.label())) {
                return story.label();
            }
        }
        return NO_PATTERN;
    }

    private static String tier(List<Finding> steps) {
        TreeSet<String> zones = new TreeSet<>();
        steps.forEach(step -> zones.add(step.getZoneEntity()));
        if (zones.contains(Zone.OT_CONTROL.key())) {
            return "ot";
        }
        if (zones.contains(Zone.VISITOR.key()) && zones.size() == 1) {
            return "visitor";
        }
        return zones.size() == 1 && zones.contains(Zone.SAAS.key()) ? "identity" : "staff";
    }

    private static IncidentStep step(Finding finding) {
        return IncidentStep.newBuilder()
                .setFindingId(finding.getFindingId())
                .setTime(finding.getTime())
                .setStage(finding.getStage())
                .setDetector(finding.getDetector())
                .setEntity(finding.getEntity())
                .setPeer(finding.getPeer())
                .setTechniques(finding.getTechniques())
                .setSurpriseBits(finding.getSurpriseBits())
                .setPValue(finding.getPValue())
                .setObserved(finding.getObserved())
                .setExpected(finding.getExpected())
                .setExplanation(finding.getExplanation())
                .setCoordinates(finding.getCoordinates())
                .build();
    }

    /** Who took part: compromised if it acted, else target; a young entity accuses nobody else. */
    private static List<IncidentEntity> entities(List<Finding> steps) {
        Map<String, IncidentEntity> found = new TreeMap<>();
        for (Finding step : steps) {
            boolean acts = step.getEntityActs();
            IncidentEntity entity =
                    entity(step.getEntity(), Names.entity(step), step.getZoneEntity())
                            .setAddress(step.getEntityAddress())
                            .setRole(role(found, step.getEntity(), acts))
                            .build();
            put(found, entity, step.getVenueEntity());
            String key = EntityKeys.withoutService(step.getPeer());
            if (!EntityKeys.isExternal(key) && !key.equals(step.getEntity())) {
                boolean accused = !acts && !step.getCold();
                IncidentEntity peer =
                        entity(key, Names.peer(step), step.getZonePeer())
                                .setAddress(step.getPeerAddress())
                                .setRole(role(found, key, accused))
                                .build();
                put(found, peer, step.getVenuePeer());
            }
        }
        return new ArrayList<>(found.values());
    }

    private static IncidentEntity.Builder entity(String key, String name, String zone) {
        return IncidentEntity.newBuilder().setKey(key).setName(name).setZone(zone);
    }

    private static String role(Map<String, IncidentEntity> found, String key, boolean acts) {
        if (EntityKeys.isKind(key, EntityKeys.MAILBOX)) {
            return "origin";
        }
        IncidentEntity before = found.get(key);
        boolean acted = acts || (before != null && before.getRole().equals("compromised"));
        return acted ? "compromised" : "target";
    }

    /** With what the venue file says; the contact is that of the function before all others. */
    private static void put(
            Map<String, IncidentEntity> found, IncidentEntity entity, @Nullable VenueFacts facts) {
        if (facts != null) {
            entity.setFunction(facts.getFunction());
            entity.setOrganisation(facts.getOrganisation());
            entity.setAsset(facts.getAsset());
            entity.setContact(
                    facts.getContact() != null
                            ? facts.getContact()
                            : facts.getOrganisationContact());
        }
        found.put(entity.getKey(), entity);
    }

    private static List<BlindSpan> blind(ChainUpdate chain) {
        List<BlindSpan> spans = new ArrayList<>();
        for (ChainUpdate.BlindSource source : chain.blind()) {
            spans.add(
                    BlindSpan.newBuilder()
                            .setSource(source.source())
                            .setSince(Instant.ofEpochMilli(source.since()))
                            .build());
        }
        return spans;
    }

    private static List<String> distinct(List<String> values) {
        return values.stream().distinct().toList();
    }
}

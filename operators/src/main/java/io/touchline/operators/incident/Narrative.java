// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import io.touchline.operators.lineage.ChainUpdate;
import io.touchline.operators.outage.OutageFindings;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.VenueFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The words of an incident: the first line a person acts on (consequence, fact, confidence, next
 * step, deadline; at most 300 characters), a title, and one paragraph. No key, bits or p-value.
 */
final class Narrative {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int FIRST_LINE = 300;

    private final List<Finding> steps;
    private final List<ChainUpdate.BlindSource> blind;
    private final Finding crux;
    private final int stages;
    private final double score;

    /**
     * @param steps of one chain, in order of time, not empty
     * @param blind sources that tell nothing now
     */
    Narrative(List<Finding> steps, List<ChainUpdate.BlindSource> blind) {
        this.steps = steps;
        this.blind = blind;
        this.score = Score.of(steps).value();
        this.crux = crux(steps);
        this.stages = (int) steps.stream().map(Finding::getStage).distinct().count();
    }

    /**
     * The step that the story is about: the first of the furthest stage. What an entity said that
     * was too young to judge is evidence, but no story while any other said something.
     */
    private static Finding crux(List<Finding> steps) {
        List<Finding> old = steps.stream().filter(step -> !step.getCold()).toList();
        List<Finding> judged = old.isEmpty() ? steps : old;
        Finding furthest = judged.get(0);
        for (Finding step : judged) {
            if (Stage.of(step.getStage()).rank() > Stage.of(furthest.getStage()).rank()) {
                furthest = step;
            }
        }
        return furthest;
    }

    String firstLine() {
        String head = consequence() + deadline() + ". " + fact();
        String tail = ". Confidence " + confidence() + ". First: " + firstStep() + ".";
        String whole = head + earlier() + tail;
        if (whole.length() <= FIRST_LINE) {
            return whole;
        }
        String without = head + tail;
        return without.length() <= FIRST_LINE
                ? without
                : without.substring(0, FIRST_LINE - 1) + "…";
    }

    /** The crux after its subject was named in the consequence. */
    private String fact() {
        String sentence = capital(sentence(crux));
        if (!isOt() || function() != null) {
            return sentence;
        }
        String controller = subject();
        int at = sentence.lastIndexOf(controller);
        return at <= 0
                ? sentence
                : sentence.substring(0, at) + "it" + sentence.substring(at + controller.length());
    }

    private boolean isOt() {
        return Stage.of(crux.getStage()).isOt();
    }

    /** What the incident happens to: the controller, where one is touched. */
    private String subject() {
        return Ends.hit(crux);
    }

    /** The function that it puts at risk, as the venue file calls it; null where it does not. */
    @Nullable String function() {
        VenueFacts facts = Ends.functionFacts(crux);
        return facts == null ? null : facts.getFunction();
    }

    private String firstStep() {
        return isOt()
                ? "call " + owner("its owner") + " and cut off " + Ends.other(crux)
                : nextStep();
    }

    /** Who answers for what is at risk and how to reach them, else {@code unknown}. */
    private String owner(String unknown) {
        VenueFacts facts = Ends.functionFacts(crux);
        if (facts == null || (facts.getOwner() == null && facts.getContact() == null)) {
            return unknown;
        }
        if (facts.getOwner() == null) {
            return Names.clean(facts.getContact());
        }
        return facts.getContact() == null
                ? Names.clean(facts.getOwner())
                : Names.clean(facts.getOwner()) + " (" + Names.clean(facts.getContact()) + ")";
    }

    String title() {
        return capital(sentence(crux));
    }

    String summary() {
        List<String> told = new ArrayList<>();
        Instant before = null;
        for (Finding step : steps) {
            String at = "at " + CLOCK.format(step.getTime()) + " ";
            if (before != null && Duration.between(before, step.getTime()).toHours() >= 24) {
                at =
                        "on "
                                + DateTimeFormatter.ISO_LOCAL_DATE
                                        .withZone(ZoneOffset.UTC)
                                        .format(step.getTime())
                                + " "
                                + at;
            }
            before = step.getTime();
            String sentence = at + sentence(step);
            if (told.isEmpty() || !told.get(told.size() - 1).equals(sentence)) {
                told.add(sentence);
            }
            if (told.size() == 12) {
                break;
            }
        }
        String more = steps.size() > told.size() ? " There are more steps below." : "";
        String text = String.join("; ", told) + ".";
        return Character.toUpperCase(text.charAt(0))
                + text.substring(1)
                + more
                + " None of this was seen from these machines and people before."
                + unseen();
    }

    /** What is not known for want of sight. */
    private String unseen() {
        List<String> spans = new ArrayList<>();
        for (ChainUpdate.BlindSource source : blind) {
            String since = CLOCK.format(Instant.ofEpochMilli(source.since()));
            spans.add(Names.clean(source.source()) + " since " + since);
        }
        return spans.isEmpty() ? "" : " Not seen: " + String.join(", ", spans) + ".";
    }

    /** Whom to call for what. */
    String nextStep() {
        String entity = Names.entity(crux);
        return switch (Stage.of(crux.getStage())) {
            case OT_ACCESS, OT_IMPACT ->
                    "call "
                            + owner("the owner of " + subject())
                            + " and cut off "
                            + Ends.other(crux);
            case DELIVERY -> "hold the message and ask " + entity + " whether it was expected";
            case AVAILABILITY -> "call " + owner("the owner of " + entity);
            default ->
                    "call "
                            + owner("the user of " + entity)
                            + " and ask what "
                            + (function() == null ? "it" : entity)
                            + " was doing";
        };
    }

    private String consequence() {
        String subject = function() == null ? subject() : words(function());
        return switch (Stage.of(crux.getStage())) {
            case OT_IMPACT -> capital(subject) + " may no longer do what the venue wants";
            case OT_ACCESS ->
                    function() == null
                            ? capital(subject) + " answers to a stranger"
                            : capital(subject) + " may come under outside control";
            case AVAILABILITY ->
                    crux.getDetector().equals(OutageFindings.DETECTOR)
                            ? capital(subject) + " may have stopped serving"
                            : capital(subject) + " may stop serving";
            case COLLECTION_EXFILTRATION -> "Data may be leaving through " + subject;
            case MONETISATION -> capital(subject) + " may be working for somebody else";
            default -> capital(subject) + " may be under outside control";
        };
    }

    /** As people write it: {@code access-control} is access control. */
    private static String words(String function) {
        return Names.clean(function).replace('-', ' ');
    }

    private String deadline() {
        Instant at = crux.getNextPhaseAt();
        if (crux.getNextPhase() == null || at == null) {
            return "";
        }
        long minutes = Duration.between(crux.getTime(), at).toMinutes();
        String phase = crux.getNextPhase().toLowerCase(Locale.ROOT).replace('_', ' ');
        String away = minutes < 120 ? minutes + " min" : Math.round(minutes / 60.0) + " h";
        return " at " + phase + " (" + away + " away)";
    }

    /** The earlier step that explains it best: how somebody got in, on another machine. */
    private String earlier() {
        Finding explains = null;
        for (Finding step : steps) {
            Stage stage = Stage.of(step.getStage());
            boolean before =
                    step.getTime().isBefore(crux.getTime())
                            && stage.rank() < Stage.of(crux.getStage()).rank();
            boolean another =
                    !step.getEntity().equals(crux.getEntity())
                            && !step.getEntity().equals(EntityKeys.withoutService(crux.getPeer()));
            if (before && another && (explains == null || isEntry(stage))) {
                explains = step;
            }
        }
        return explains == null
                ? ""
                : ", after " + sentence(explains) + " at " + CLOCK.format(explains.getTime());
    }

    private static boolean isEntry(Stage stage) {
        return stage == Stage.FOOTHOLD || stage == Stage.COMMAND_AND_CONTROL;
    }

    private String confidence() {
        String word = score >= 70 ? "high" : score >= 40 ? "good" : score >= 20 ? "fair" : "low";
        return word + ": " + stages + (stages == 1 ? " stage" : " stages") + " seen";
    }

    /** One step as a sentence without a full stop. */
    static String sentence(Finding step) {
        String entity = Names.entity(step);
        String peer = Names.peer(step);
        String what = Names.clean(step.getObserved());
        return switch (step.getDetector()) {
            case "rate" ->
                    entity
                            + " had "
                            + what
                            + ", where "
                            + Names.clean(step.getExpected())
                            + " is usual";
            case "beaconing", "call-back", "travel" -> entity + " " + what;
            case "scanning" -> entity + " knocked in vain: " + what;
            case "edges" -> entity + " " + what + ", usually " + Names.clean(step.getExpected());
            case OutageFindings.DETECTOR -> what;
            case "arrival" -> entity + " was " + what;
            case "wave" ->
                    "something new went from one to the next, " + entity + " the last: " + what;
            default -> novelty(step, entity, peer, what);
        };
    }

    private static String novelty(Finding step, String entity, String peer, String what) {
        boolean here = step.getAction().equals("spawn");
        return switch (Stage.of(step.getStage())) {
            case DELIVERY -> entity + " got mail from " + peer + " (" + what + ")";
            case OT_ACCESS, OT_IMPACT -> ot(step, entity, peer);
            case LATERAL_MOVEMENT ->
                    here
                            ? entity + ": " + what
                            : entity + " reached " + lateral(step, peer) + " for the first time";
            default ->
                    EntityKeys.isExternal(step.getPeer()) && step.getEntityActs()
                            ? entity + " met " + withoutFirst(what) + " for the first time"
                            : entity + ": " + what;
        };
    }

    private static String withoutFirst(String observed) {
        return observed.startsWith("first ") ? observed.substring(6) : observed;
    }

    private static String lateral(Finding step, String peer) {
        String observed = step.getObserved();
        String port = observed.substring(observed.lastIndexOf(' ') + 1);
        boolean isPort = !port.isEmpty() && port.chars().allMatch(Character::isDigit);
        return isPort ? peer + " on port " + port : peer;
    }

    private static String ot(Finding step, String entity, String peer) {
        String verb =
                switch (step.getAction()) {
                    case "write", "command" -> " wrote to ";
                    case "program" -> " reprogrammed ";
                    case "discover" -> " questioned ";
                    default -> " read from ";
                };
        boolean acts = step.getEntityActs();
        String controller = acts ? peer : entity;
        boolean named = step.getZoneEntity().equals(Zone.OT_CONTROL.key()) || acts;
        String observed = step.getObserved();
        boolean known =
                step.getDetector().equals("control")
                        || observed.startsWith("first function on ")
                        || observed.startsWith("first value of ");
        return (acts ? entity : peer)
                + verb
                + (named ? controller : "it")
                + (known ? ": " + Names.clean(observed) : " for the first time");
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}

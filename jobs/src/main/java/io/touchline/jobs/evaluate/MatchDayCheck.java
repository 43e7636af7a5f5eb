// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.jobs.evaluate.Ledger.Stage;
import io.touchline.jobs.evaluate.Told.Revision;
import io.touchline.jobs.evaluate.Told.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One run held against its ledger.
 *
 * <p>A step <em>shows</em> a stage when its entity or peer took part in it and its time lies
 * between 5 minutes before and 60 minutes after: counts of an hour are known only at its end. A
 * stage is <em>recalled</em> by an incident whose last revision has a step that shows it.
 */
public final class MatchDayCheck {
    private static final Duration BEFORE = Duration.ofMinutes(5);
    private static final Duration AFTER = Duration.ofMinutes(60);

    private final Ledger ledger;
    private final List<Told> told;

    MatchDayCheck(Ledger ledger, List<Told> told) {
        this.ledger = ledger;
        this.told = told;
    }

    /**
     * Figures of one run; counts add up over runs.
     *
     * @param chains planted
     * @param detected by a published incident that recalls a stage
     * @param complete in one published incident that recalls every visible stage
     * @param stages visible
     * @param recalled by a published incident
     * @param recalledOff by any incident, the budget off
     * @param labelled recalled by a step of the right stage
     * @param invisible stages that no log shows
     * @param steps of the best incident of each chain, and {@code pure} those that show a stage
     * @param published incidents, and {@code naming} those that call a bystander compromised
     * @param falseOn published without a step that shows a stage, {@code falseOff} of all
     * @param falseOnEvents of {@code falseOn}, on days of events
     * @param deviceHours devices times hours
     * @param delays from the first recalled stage to its publication, of each detected chain
     * @param publishedAt the furthest stage when a chain was first published
     */
    public record Figures(
            Ledger run,
            long chains,
            long detected,
            long complete,
            long stages,
            long recalled,
            long recalledOff,
            long labelled,
            long invisible,
            long steps,
            long pure,
            long published,
            long naming,
            long falseOn,
            long falseOff,
            long falseOnEvents,
            double deviceHours,
            List<Duration> delays,
            List<String> publishedAt,
            long pairs,
            long pairsRight) {}

    Figures figures() {
        Map<String, List<Stage>> chains = new LinkedHashMap<>();
        for (Stage stage : ledger.stages()) {
            chains.computeIfAbsent(stage.chain(), any -> new ArrayList<>()).add(stage);
        }
        List<Stage> visible = ledger.stages().stream().filter(Stage::visible).toList();
        List<Told> open = told.stream().filter(it -> it.last().published()).toList();
        long detected = 0;
        long complete = 0;
        long steps = 0;
        long pure = 0;
        List<Duration> delays = new ArrayList<>();
        List<String> publishedAt = new ArrayList<>();
        for (List<Stage> chain : chains.values()) {
            List<Stage> seen = chain.stream().filter(Stage::visible).toList();
            Optional<Told> best = best(open, seen);
            if (best.isEmpty()) {
                continue;
            }
            detected++;
            complete += recalled(best.get(), seen) == seen.size() ? 1 : 0;
            steps += best.get().last().steps().size();
            pure += best.get().last().steps().stream().filter(this::isPlanted).count();
            delay(seen, open)
                    .ifPresent(
                            it -> {
                                delays.add(it.after());
                                publishedAt.add(it.stage());
                            });
        }
        return new Figures(
                ledger,
                chains.size(),
                detected,
                complete,
                visible.size(),
                visible.stream().filter(stage -> isRecalled(stage, open)).count(),
                visible.stream().filter(stage -> isRecalled(stage, told)).count(),
                visible.stream().filter(stage -> isLabelled(stage, open)).count(),
                ledger.stages().size() - visible.size(),
                steps,
                pure,
                open.size(),
                open.stream().filter(this::namesABystander).count(),
                open.stream().filter(this::isFalse).count(),
                told.stream().filter(this::isFalse).count(),
                open.stream().filter(this::isFalse).filter(this::isOfAnEvent).count(),
                ledger.devices() * ledger.span().toMinutes() / 60.0,
                List.copyOf(delays),
                List.copyOf(publishedAt),
                pairs().size(),
                pairs().stream().filter(this::isRight).count());
    }

    private static boolean shows(Step step, Stage stage) {
        return !step.time().isBefore(stage.from().minus(BEFORE))
                && !step.time().isAfter(stage.until().plus(AFTER))
                && step.names().stream().anyMatch(name -> isNamed(name, stage.aliases()));
    }

    /** A name stands for an alias, or for the network that it lies in. */
    private static boolean isNamed(String name, Set<String> aliases) {
        if (!name.endsWith(".0/24")) {
            return aliases.contains(name);
        }
        String network = name.substring(0, name.length() - "0/24".length());
        return aliases.stream().anyMatch(alias -> alias.startsWith(network));
    }

    private boolean isPlanted(Step step) {
        return ledger.stages().stream().anyMatch(stage -> shows(step, stage));
    }

    private static boolean has(Revision revision, Stage stage) {
        return revision.steps().stream().anyMatch(step -> shows(step, stage));
    }

    private static boolean isRecalled(Stage stage, List<Told> by) {
        return by.stream().anyMatch(incident -> has(incident.last(), stage));
    }

    private static boolean isLabelled(Stage stage, List<Told> by) {
        return by.stream()
                .flatMap(incident -> incident.last().steps().stream())
                .anyMatch(step -> shows(step, stage) && step.stage().equals(stage.stage()));
    }

    private static long recalled(Told incident, List<Stage> chain) {
        return chain.stream().filter(stage -> has(incident.last(), stage)).count();
    }

    private static Optional<Told> best(List<Told> incidents, List<Stage> chain) {
        return incidents.stream()
                .filter(incident -> recalled(incident, chain) > 0)
                .max(
                        Comparator.comparingLong((Told it) -> recalled(it, chain))
                                .thenComparingDouble(it -> it.last().score()));
    }

    private record Delay(Duration after, String stage) {}

    /** From the first planted stage that some published revision showed, to that revision. */
    private static Optional<Delay> delay(List<Stage> chain, List<Told> incidents) {
        Optional<Revision> first =
                incidents.stream()
                        .flatMap(incident -> incident.revisions().stream())
                        .filter(Revision::published)
                        .filter(revision -> chain.stream().anyMatch(it -> has(revision, it)))
                        .min(Comparator.comparing(Revision::knownAt));
        return first.map(
                revision -> {
                    List<Stage> shown = chain.stream().filter(it -> has(revision, it)).toList();
                    Instant from = shown.get(0).from();
                    String furthest = shown.get(shown.size() - 1).stage();
                    return new Delay(Duration.between(from, revision.knownAt()), furthest);
                });
    }

    private boolean isFalse(Told incident) {
        return incident.last().steps().stream().noneMatch(this::isPlanted);
    }

    private boolean isOfAnEvent(Told incident) {
        String day =
                incident.revisions()
                        .get(0)
                        .knownAt()
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate()
                        .toString();
        return ledger.events().contains(day);
    }

    private boolean namesABystander(Told incident) {
        return incident.last().compromised().stream()
                .anyMatch(
                        who ->
                                ledger.stages().stream()
                                        .noneMatch(
                                                stage ->
                                                        who.stream()
                                                                .anyMatch(
                                                                        name ->
                                                                                isNamed(
                                                                                        name,
                                                                                        stage
                                                                                                .aliases()))));
    }

    private List<String> pairs() {
        return ledger.stages().stream()
                .map(Stage::pair)
                .filter(pair -> !pair.isEmpty())
                .distinct()
                .toList();
    }

    /** Grave above benign, and benign not published. */
    private boolean isRight(String pair) {
        return score(pair, "grave", told) > score(pair, "benign", told)
                && score(pair, "benign", told.stream().filter(it -> it.last().published()).toList())
                        == 0;
    }

    private double score(String pair, String side, List<Told> by) {
        Stream<Stage> half =
                ledger.stages().stream()
                        .filter(stage -> stage.pair().equals(pair) && stage.side().equals(side));
        return half.flatMap(stage -> by.stream().filter(it -> has(it.last(), stage)))
                .mapToDouble(it -> it.last().score())
                .max()
                .orElse(0);
    }
}

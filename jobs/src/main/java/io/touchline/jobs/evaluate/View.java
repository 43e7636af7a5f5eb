// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What is counted twice: over the incidents that people see (at the budget), and over all (with the
 * budget off).
 *
 * @param incidents how many there are
 */
record View(
        long incidents,
        Map<String, StageFigures> stages,
        ChainFigures chains,
        FalseFigures falseIncidents) {
    static final View NONE = new View(0, Map.of(), ChainFigures.NONE, FalseFigures.NONE);

    static View all(Ledger ledger, Collection<Story> stories) {
        return of(
                ledger,
                stories,
                FalseFigures.of(ledger, wrong(ledger, stories), Story::firstKnown));
    }

    /** Known is what came before people, so the day is that of the first revision they saw. */
    static View published(Ledger ledger, Collection<Story> stories) {
        List<Story> shown = stories.stream().filter(Story::published).toList();
        FalseFigures wrong =
                FalseFigures.of(
                        ledger,
                        wrong(ledger, shown),
                        story ->
                                story.firstPublished(revision -> true)
                                        .map(Incident::knownAt)
                                        .orElseThrow());
        return of(ledger, shown, wrong);
    }

    private static View of(Ledger ledger, Collection<Story> stories, FalseFigures wrong) {
        List<Incident> incidents = stories.stream().map(Story::latest).toList();
        return new View(
                incidents.size(),
                StageFigures.of(ledger.stages(), incidents),
                ChainFigures.of(ledger, incidents),
                wrong);
    }

    static List<Story> wrong(Ledger ledger, Collection<Story> stories) {
        return stories.stream()
                .filter(story -> story.latest().steps().stream().noneMatch(ledger::planted))
                .toList();
    }

    /** Over all stages. */
    StageFigures anyStage() {
        return stages.values().stream().reduce(StageFigures.NONE, StageFigures::plus);
    }

    View plus(View other) {
        return new View(
                incidents + other.incidents,
                Sums.of(stages, other.stages, StageFigures::plus),
                chains.plus(other.chains),
                falseIncidents.plus(other.falseIncidents));
    }
}

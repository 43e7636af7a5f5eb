// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.jobs.evaluate.Ledger.Planted;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many planted stages of one kind came back.
 *
 * @param hidden stages that no recorded log shows: not in {@code recalled}
 * @param recalled of the visible ones, those that a step of an incident fits
 * @param labelled of the recalled ones, those that a fitting step calls by the same stage
 */
record StageFigures(long hidden, Share recalled, Share labelled) {
    static final StageFigures NONE = new StageFigures(0, Share.NONE, Share.NONE);

    /** By stage. */
    static Map<String, StageFigures> of(
            Collection<Planted> stages, Collection<Incident> incidents) {
        Map<String, StageFigures> figures = new TreeMap<>();
        for (Planted stage : stages) {
            figures.merge(stage.stage(), of(stage, incidents), StageFigures::plus);
        }
        return figures;
    }

    private static StageFigures of(Planted stage, Collection<Incident> incidents) {
        if (!stage.visible()) {
            return new StageFigures(1, Share.NONE, Share.NONE);
        }
        List<Step> fitting =
                incidents.stream()
                        .flatMap(incident -> incident.steps().stream())
                        .filter(stage.trace()::fits)
                        .toList();
        boolean labelled = fitting.stream().anyMatch(step -> step.stage().equals(stage.stage()));
        return new StageFigures(
                0,
                Share.one(!fitting.isEmpty()),
                fitting.isEmpty() ? Share.NONE : Share.one(labelled));
    }

    StageFigures plus(StageFigures other) {
        return new StageFigures(
                hidden + other.hidden,
                recalled.plus(other.recalled),
                labelled.plus(other.labelled));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import io.touchline.schemas.avro.Finding;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which findings of a chain are its steps: the first per entity, stage and hour, at most a cap.
 * What the rate detector says of one entity in one hour is one step, the strongest, however many
 * metrics moved: one burst is one fact.
 */
final class Steps {
    private static final long HOUR_MILLIS = 3_600_000;

    private Steps() {}

    /**
     * @param findings of one chain, in order of (when, id)
     */
    static List<Finding> of(List<Finding> findings, int most) {
        Map<String, Finding> bySlot = new LinkedHashMap<>();
        for (Finding finding : findings) {
            boolean rate = finding.getDetector().equals("rate");
            long hour = Math.floorDiv(finding.getTime().toEpochMilli(), HOUR_MILLIS);
            String kind = rate ? "rate" : finding.getStage();
            String slot = finding.getEntity() + ' ' + kind + ' ' + hour;
            bySlot.merge(slot, finding, (a, b) -> rate && b.getPValue() < a.getPValue() ? b : a);
        }
        // a later burst in the place of a weaker one of its hour: back into the order of time
        List<Finding> slots =
                bySlot.values().stream()
                        .sorted(
                                Comparator.comparing(Finding::getTime)
                                        .thenComparing(Finding::getFindingId))
                        .toList();
        return slots.size() <= most ? slots : chosen(slots, most);
    }

    /** The first of each stage, then the strongest, in order of time: padding hides no stage. */
    private static List<Finding> chosen(List<Finding> slots, int most) {
        Map<String, Finding> firsts = new LinkedHashMap<>();
        slots.forEach(slot -> firsts.putIfAbsent(slot.getStage(), slot));
        Set<Finding> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
        chosen.addAll(firsts.values());
        slots.stream()
                .sorted(
                        Comparator.comparingDouble(Finding::getPValue)
                                .thenComparing(Finding::getFindingId))
                .takeWhile(slot -> chosen.size() < most)
                .forEach(chosen::add);
        return slots.stream().filter(chosen::contains).toList();
    }
}

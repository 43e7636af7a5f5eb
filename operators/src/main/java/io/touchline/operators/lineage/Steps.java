// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import io.touchline.schemas.avro.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        return bySlot.values().stream().limit(most).toList();
    }
}

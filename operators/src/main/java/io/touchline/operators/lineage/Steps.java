// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import io.touchline.schemas.avro.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which findings of a chain are its steps: the first per entity, stage and hour, at most a cap. */
final class Steps {
    private static final long HOUR_MILLIS = 3_600_000;

    private Steps() {}

    /**
     * @param findings of one chain, in order of (when, id)
     */
    static List<Finding> of(List<Finding> findings, int most) {
        List<Finding> steps = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Finding finding : findings) {
            long hour = Math.floorDiv(finding.getTime().toEpochMilli(), HOUR_MILLIS);
            String slot = finding.getEntity() + ' ' + finding.getStage() + ' ' + hour;
            if (steps.size() < most && seen.add(slot)) {
                steps.add(finding);
            }
        }
        return steps;
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import io.touchline.operators.venue.Consequence;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.VenueFacts;
import java.util.List;

/**
 * Severity and consequence for the venue. A controller of no known function counts as life safety;
 * so does every controller where there is no venue file.
 */
final class Severity {
    private Severity() {}

    /** What is at stake. */
    static Consequence consequence(List<Finding> steps) {
        Consequence worst = Consequence.LOW;
        for (Finding step : steps) {
            Consequence level = consequence(step);
            worst = level.compareTo(worst) > 0 ? level : worst;
        }
        return worst;
    }

    private static Consequence consequence(Finding step) {
        Stage stage = Stage.of(step.getStage());
        boolean losesOrLeaks =
                stage == Stage.AVAILABILITY || stage == Stage.COLLECTION_EXFILTRATION;
        Consequence least = losesOrLeaks ? Consequence.MEDIUM : Consequence.LOW;
        if (step.getCold()) {
            return least;
        }
        VenueFacts facts = stage.isOt() ? Ends.facts(step) : Ends.functionFacts(step);
        String level = facts == null ? null : facts.getConsequence();
        if (level == null) {
            return stage.isOt() ? Consequence.LIFE_SAFETY : least;
        }
        Consequence said = Consequence.of(level);
        return said.compareTo(least) > 0 ? said : least;
    }

    /**
     * info, low, medium, high or critical.
     *
     * @param enough whether one of the steps is a story by itself: then it is no mere information
     */
    static String of(double score, Consequence consequence, boolean enough) {
        double weighed = weighed(score, consequence);
        if (weighed >= 75) {
            return "critical";
        }
        if (weighed >= 50) {
            return "high";
        }
        if (weighed >= 30) {
            return "medium";
        }
        return weighed >= 15 || enough ? "low" : "info";
    }

    /** Points of a score, by what is at stake: 0 to 150. */
    static double weighed(double score, Consequence consequence) {
        return score
                * switch (consequence) {
                    case LIFE_SAFETY -> 1.5;
                    case HIGH -> 1.25;
                    case MEDIUM -> 1.0;
                    case LOW, NONE -> 0.8;
                };
    }
}

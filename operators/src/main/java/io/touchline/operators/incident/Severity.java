// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Finding;
import java.util.List;

/** Severity and consequence for the venue. Without a venue file every controller is life safety. */
final class Severity {
    private Severity() {}

    /** What is at stake: none, low, medium, high or life-safety. */
    static String consequence(List<Finding> steps) {
        String worst = "low";
        for (Finding step : steps) {
            Stage stage = Stage.of(step.getStage());
            if (stage.isOt() && !step.getCold()) {
                return "life-safety";
            }
            if (stage == Stage.AVAILABILITY || stage == Stage.COLLECTION_EXFILTRATION) {
                worst = "medium";
            }
        }
        return worst;
    }

    /** info, low, medium, high or critical. */
    static String of(double score, String consequence) {
        double weighed =
                score
                        * switch (consequence) {
                            case "life-safety" -> 1.5;
                            case "high" -> 1.25;
                            case "medium" -> 1.0;
                            default -> 0.8;
                        };
        if (weighed >= 75) {
            return "critical";
        }
        if (weighed >= 50) {
            return "high";
        }
        if (weighed >= 30) {
            return "medium";
        }
        return weighed >= 15 ? "low" : "info";
    }

    static int rank(String severity) {
        return List.of("info", "low", "medium", "high", "critical").indexOf(severity);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import io.touchline.operators.venue.Consequence;
import io.touchline.schemas.Stage;
import io.touchline.schemas.avro.Incident;
import io.touchline.schemas.avro.IncidentStep;
import java.util.Comparator;

/**
 * How much attention incidents may claim at the same time. Each tier has as many slots as it may
 * cost incidents a day; who is published holds one for at most a day. When all are taken, only what
 * is stronger than the weakest gets in, and the weakest is held back. So hundreds of decoys neither
 * delay nor hide what is worse. docs/design/0021-budget.md tells why.
 */
final class Budget {
    static final String BELOW = "below-budget";
    static final String DISPLACED = "displaced";

    /** Nobody's attention is claimed for longer, in ms of write time. */
    static final long CLAIM_MILLIS = 24 * 3_600_000L;

    /** Points, weighed by consequence, below which a slot stays empty rather than be taken. */
    private static final double FLOOR = 20;

    /** Bits of a step at a controller that is told whatever else is told. */
    private static final double GRAVE_BITS = 30;

    /** The weaker first; who is not stronger displaces nobody. */
    static final Comparator<Incident> STRENGTH =
            Comparator.comparingDouble(Budget::value).thenComparingDouble(Incident::getScore);

    /** The one to be displaced first; of equally strong ones the later id. */
    static final Comparator<Incident> WEAKEST_FIRST =
            STRENGTH.thenComparing(Incident::getIncidentId, Comparator.reverseOrder());

    private Budget() {}

    /** Incidents that a tier may have on show at once. */
    static int slots(String tier) {
        return switch (tier) {
            case "ot" -> 3;
            case "identity" -> 5;
            case "visitor" -> 2;
            default -> 6;
        };
    }

    /** Whether it is told without a slot: lives are at stake, or a controller for certain. */
    static boolean isExempt(Incident incident) {
        if (incident.getConsequence().equals(Consequence.LIFE_SAFETY.key())) {
            return true;
        }
        for (IncidentStep step : incident.getSteps()) {
            if (Stage.of(step.getStage()).isOt() && step.getSurpriseBits() > GRAVE_BITS) {
                return true;
            }
        }
        return false;
    }

    /** Whether it may take a slot: strong enough, or with a step that is enough by itself. */
    static boolean mayClaim(Incident incident) {
        return value(incident) >= FLOOR
                || incident.getSteps().stream()
                        .anyMatch(
                                step ->
                                        IncidentWriter.isEnough(
                                                step.getDetector(),
                                                step.getStage(),
                                                step.getPValue()));
    }

    private static double value(Incident incident) {
        return Severity.weighed(incident.getScore(), Consequence.of(incident.getConsequence()));
    }
}

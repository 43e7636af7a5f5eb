// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.incident;

import io.touchline.schemas.Stage;
import io.touchline.schemas.Zone;
import io.touchline.schemas.avro.Finding;
import io.touchline.schemas.avro.VenueFacts;
import org.jspecify.annotations.Nullable;

/** Which end of a step is the one that it happens to, and what the venue file says of it. */
final class Ends {
    private Ends() {}

    /** Whether the peer is what suffers: the controller that somebody acted on. */
    static boolean isPeerHit(Finding step) {
        return Stage.of(step.getStage()).isOt() && step.getEntityActs();
    }

    /** Name of what suffers. */
    static String hit(Finding step) {
        return isPeerHit(step) ? Names.peer(step) : Names.entity(step);
    }

    /** Name of the other end. */
    static String other(Finding step) {
        return isPeerHit(step) ? Names.entity(step) : Names.peer(step);
    }

    /** What the venue file says of what suffers, or null. */
    static @Nullable VenueFacts facts(Finding step) {
        return isPeerHit(step) ? step.getVenuePeer() : step.getVenueEntity();
    }

    /**
     * The function that the step puts at risk: that of what suffers, else that of an own peer that
     * was reached.
     */
    static @Nullable VenueFacts functionFacts(Finding step) {
        VenueFacts hit = facts(step);
        if (hit != null && hit.getFunction() != null) {
            return hit;
        }
        boolean outside = step.getZonePeer().equals(Zone.INTERNET.key());
        VenueFacts peer = outside ? null : step.getVenuePeer();
        return peer != null && peer.getFunction() != null ? peer : null;
    }
}

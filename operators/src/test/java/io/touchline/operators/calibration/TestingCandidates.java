// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.calibration;

import static io.touchline.testkit.FindingFixtures.finding;

import io.touchline.schemas.ContentIds;
import io.touchline.schemas.EntityKeys;
import io.touchline.schemas.Stage;

/** Candidates in few words. */
public final class TestingCandidates {
    public static final String STRATUM = EntityKeys.stratum("novelty.destination", "device");
    public static final double GATE = 10;

    private TestingCandidates() {}

    /**
     * {@code id} claims {@code bits} at {@code knownAt}, from a mature entity of a group of 800.
     */
    public static Candidate candidate(String id, double bits, long knownAt) {
        return asking("device:venue:" + id, "tunnel.example", id, bits, knownAt, false);
    }

    /** {@code entity} asks who else met {@code value}. */
    public static Candidate asking(
            String entity, String value, String id, double bits, long knownAt, boolean unsettled) {
        return new Candidate(
                STRATUM,
                3,
                bits,
                GATE,
                18,
                knownAt,
                EntityKeys.prevalence("venue", "destination", value),
                ContentIds.hash64(entity),
                800,
                unsettled,
                finding(id).at(Stage.COMMAND_AND_CONTROL).on(entity).when(knownAt).build());
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import java.io.Serializable;

/**
 * @param itHorizonMillis how long a suspicion outside OT can cause something
 * @param otHorizonMillis the same for a suspicion at an OT stage
 * @param halfLifeMillis how fast a suspicion loses its evidence
 * @param hubDestinations an entity with more destinations than this among the findings of a day
 *     does not pass its suspicion on, unless the edge alone has {@code hubBits}
 * @param maxSteps steps kept per chain
 */
public record LineageOptions(
        long itHorizonMillis,
        long otHorizonMillis,
        long halfLifeMillis,
        int hubDestinations,
        double hubBits,
        int maxSteps)
        implements Serializable {
    private static final long HOUR = 3_600_000;

    public static LineageOptions defaults() {
        return new LineageOptions(72 * HOUR, 30 * 24 * HOUR, 24 * HOUR, 12, 12, 64);
    }
}

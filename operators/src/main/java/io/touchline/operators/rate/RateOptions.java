// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.rate;

import java.io.Serializable;

/**
 * @param dispersion nu, the largest size of the prediction; raising it makes bursts more surprising
 * @param halfLifeHours how fast what was learnt fades
 * @param priorShape a0, the weight of the group's belief in an entity without a past
 * @param priorPerHour interactions per hour expected where even the group has no past
 * @param adoptAfterWindows K, surprising windows in a row after which a new level is adopted
 */
public record RateOptions(
        double dispersion,
        double halfLifeHours,
        double priorShape,
        double priorPerHour,
        int adoptAfterWindows)
        implements Serializable {
    public static RateOptions defaults() {
        return new RateOptions(2, 21 * 24, 0.5, 20, 24);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.consistency;

/**
 * What {@link ConsistencyDetector} is told; counts of observations.
 *
 * @param halfLife of all moments. Raised: rare states of the plant stay known for longer
 * @param refreshEvery observations between two inversions. Raised: cheaper, follows later
 * @param ridge share of each spread that is taken for noise of its meter. Lowered: nearly redundant
 *     signals are held to each other more strictly
 * @param smoothing share of the newest observation in the running sum. Lowered: fewer false alarms,
 *     more delay
 * @param adoptAfter surprising observations in a row, less others, after which they are learnt: K
 * @param leastWeight with which the most surprising observation is learnt
 */
public record ConsistencyOptions(
        double halfLife,
        int refreshEvery,
        double ridge,
        double smoothing,
        int adoptAfter,
        double leastWeight) {
    /**
     * For hourly observations: a year, daily, and 30 days of misfit until it is the plant's new
     * way. What is surprising is not learnt before: how a plant works does not change by itself,
     * and the lies of a week, learnt with weight 0.01, hide the next ones (measured).
     */
    public static final ConsistencyOptions STANDARD =
            new ConsistencyOptions(364 * 24, 24, 0.01, 0.25, 30 * 24, 0);
}

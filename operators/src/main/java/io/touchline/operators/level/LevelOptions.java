// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.level;

/**
 * What {@link LevelDetector} is told; counts of values, not time, for a series knows no other pace
 * than its own.
 *
 * @param halfLife of level, season, step and share of changes, in values. Raised: slower to follow
 * @param calibrationHalfLife of the histogram of raw bits, in values. Raised: surprises of long ago
 *     make those of today weaker
 * @param warmUp values before the first score
 * @param surprising calibrated bits from which a value counts as a hit of an episode
 * @param shifted raw bits from which a value counts for the run
 * @param adoptAfter such values in a row, less others, after which the new regime is learnt: K
 * @param leastWeight with which the most surprising value is learnt, 0 to 1. Lowered: bursts teach
 *     less, level shifts are followed later
 * @param subordinate what a bit of step or of stuck is worth beside one of level or season, 0 to 1:
 *     lawful series jump and rest more often than any belief of them says
 */
public record LevelOptions(
        double halfLife,
        double calibrationHalfLife,
        int warmUp,
        double surprising,
        double shifted,
        int adoptAfter,
        double leastWeight,
        double subordinate) {
    /** Hits, run and episode are start values; the rest is measured, docs/evaluate.md says how. */
    public static final LevelOptions STANDARD =
            new LevelOptions(600, 2000, 50, 8, 10, 24, 0.3, 0.3);
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.level;

/**
 * How surprising a value is, with its parts.
 *
 * @param bits calibrated against what the series has shown and divided by the episode it is in
 * @param calibrated the same before the episode counts
 * @param part the part with the most raw bits
 * @param level raw bits of its distance from the level
 * @param season raw bits of its distance from the time of day
 * @param step raw bits of the step to it, at its subordinate worth
 * @param stuck raw bits of the polls without change, at their subordinate worth
 * @param expected the value that was expected
 * @param adopted true once, when a new regime is taken for the usual: evidence by itself
 */
public record LevelScore(
        double bits,
        double calibrated,
        LevelPart part,
        double level,
        double season,
        double step,
        double stuck,
        double expected,
        boolean adopted) {
    /** The most raw bits of a part. */
    public double raw() {
        return Math.max(Math.max(level, season), Math.max(step, stuck));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.level;

/** What may be unusual about a value. */
public enum LevelPart {
    /** Too far from the level. */
    LEVEL,
    /** Too far from what it is at this time of day. */
    SEASON,
    /** Too large a step from the value before. */
    STEP,
    /** Too long without change. */
    STUCK
}

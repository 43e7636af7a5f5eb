// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.novelty;

import io.touchline.operators.stats.NewValueModel;
import org.jspecify.annotations.Nullable;

/**
 * Scores and learns one draw. Pure: state in, bits out, state changed in place; O(1).
 *
 * <p>A draw counts once per minute and attribute, so that a fast poller does not grow
 * over-confident.
 */
public final class NoveltyDetector {
    private static final long MINUTE_MILLIS = 60_000;

    private NoveltyDetector() {}

    /** Counts a draw at {@code when}. */
    public static void draw(NoveltyState state, long when) {
        int minute = (int) Math.floorDiv(when, MINUTE_MILLIS);
        if (minute > state.lastMinute || state.draws == 0) {
            state.lastMinute = minute;
            state.draws++;
        }
        state.drawn = true;
    }

    /**
     * The surprise of a new value, by the entity's own past; to be called before {@link #learn}.
     */
    public static double newBits(NoveltyAttribute attribute, NoveltyState state) {
        return NewValueModel.newBits(
                state.draws, state.distinct, state.once, attribute.alpha(), attribute.open());
    }

    /** The row of the value after it was met on {@code day}; counts it where it is new. */
    public static ValueRow learn(NoveltyState state, @Nullable ValueRow row, int day) {
        if (row == null) {
            state.distinct = saturated(state.distinct + 1);
            state.once = saturated(state.once + 1);
            state.fresh = true;
            return new ValueRow(day, day, 1);
        }
        ValueRow met = row.metOn(day);
        if (row.days() == 1 && met.days() == 2) {
            state.once = (short) Math.max(0, state.once - 1);
        }
        return met;
    }

    private static short saturated(int value) {
        return (short) Math.min(Short.MAX_VALUE, value);
    }
}

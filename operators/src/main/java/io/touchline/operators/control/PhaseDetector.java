// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.control;

import io.touchline.operators.stats.Bits;

/** Judges and learns a command in a phase. Pure: state in, bits out; O(1). */
public final class PhaseDetector {
    /** Concentration: half a command is as good as seen. */
    private static final double ALPHA = 0.5;

    private static final int BETWEEN_MINUTES = 12 * 60;

    private PhaseDetector() {}

    /**
     * Counts a minute in which the controller was worked with; what was counted before half a day
     * without any phase belongs to an event that is over.
     */
    public static void learn(PhaseState state, int phase, int minute) {
        if (minute - state.lastMinute > BETWEEN_MINUTES) {
            for (int i = 0; i < PhaseState.PHASES; i++) {
                state.minutes[i] += state.current[i];
                state.current[i] = 0;
            }
        }
        if (minute > state.lastMinute || state.current[phase] == 0) {
            state.lastMinute = Math.max(minute, state.lastMinute);
            state.current[phase]++;
        }
    }

    /**
     * Surprise of a command that was never given in this phase: {@code -log2 [alpha/(n + alpha)] -
     * log2 G}, Pitman-Yor without discount over the n minutes of the phase, whose parent is the
     * command in all phases. Nothing is known of a phase that was never seen: then it is as
     * surprising as the command is on any day.
     *
     * @param minutes n, of the phase, in events that are over
     * @param daysOfCommand days on which it was given
     * @param daysOfLife days since the controller was first seen, at least as many
     */
    public static double bits(double minutes, double daysOfCommand, double daysOfLife) {
        double share = Math.min(1, (daysOfCommand + ALPHA) / (daysOfLife + 2 * ALPHA));
        return Math.min(Bits.MAX, Bits.ofTail(ALPHA / (minutes + ALPHA)) + Bits.ofTail(share));
    }
}

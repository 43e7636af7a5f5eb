// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.control;

/** How long a controller was worked with in each phase of events. Mutable. */
public final class PhaseState {
    /** Phases that are told apart; business as usual is none of them. */
    public static final int PHASES = 8;

    /** Minutes with an operation, by phase, in events that are over. */
    public final float[] minutes = new float[PHASES];

    /** The same of the event that goes on: it is not its own past. */
    public final float[] current = new float[PHASES];

    /** The last minute that was counted, since 1970. */
    public int lastMinute;
}

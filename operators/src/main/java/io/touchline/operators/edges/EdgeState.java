// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.edges;

/** The counts of one edge, or of all edges at one end. Mutable. */
public final class EdgeState {
    /** Nothing was counted yet. */
    public static final int NEVER = Integer.MIN_VALUE;

    /** Learnt shape and exposure, without the prior; the exposure is in minutes. */
    public float shape;

    public float exposure;

    /** The count of the open minute and what is carried over into it: ten minutes, weighted. */
    public float current;

    /** The open minute, since 1970. */
    public int tick = NEVER;

    /** Surprising minutes in a row: up one, down one, not below 0; whether the open one is. */
    public int run;

    public boolean surprising;

    /** The most that {@link #current} was in hours before this one, faded. */
    public float peak;

    /** The same of this hour: a burst is not its own past. */
    public float highest;
}

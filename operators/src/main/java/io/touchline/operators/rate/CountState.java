// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.rate;

/**
 * What one entity remembers of one metric: 17 bytes and its season. Mutable, owned by one {@code
 * EntityBaseline}.
 */
public final class CountState {
    /** Learnt shape and exposure, without the prior. */
    public float shape;

    public float exposure;

    /** Count of the open window, and of the one after it that may already have begun. */
    public float count;

    public float next;

    /** Surprising windows in a row: up one, down one, not below 0. */
    public byte run;

    /** When it does how much. */
    public final SeasonState season = new SeasonState();
}

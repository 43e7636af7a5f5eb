// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.novelty;

/**
 * What one entity remembers of one attribute: 14 bytes. Mutable, owned by one {@code
 * EntityBaseline}.
 */
public final class NoveltyState {
    /** Active minutes in which the attribute was drawn. */
    public float draws;

    /** Values held, and those of them seen on one day only. */
    public short distinct;

    public short once;

    /** The last minute that counted as a draw, minutes since 1970 UTC. */
    public int lastMinute;

    /** Whether it was drawn, and whether it gave a new value, in the open window. */
    public boolean drawn;

    public boolean fresh;
}

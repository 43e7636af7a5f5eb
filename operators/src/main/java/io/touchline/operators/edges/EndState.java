// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.edges;

/** All edges of an entity that it opens, or all that others open to it. Mutable. */
public final class EndState {
    public EdgeState all = new EdgeState();

    /** The most that one edge had in hours before this one, faded; the same of this hour. */
    public float most;

    public float mostNow;

    /** Those of the current count that failed. */
    public float failures;
}

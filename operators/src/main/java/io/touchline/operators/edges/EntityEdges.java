// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.edges;

import org.jspecify.annotations.Nullable;

/** What an entity remembers of its edges beside the edges themselves. Mutable. */
public final class EntityEdges {
    public @Nullable EndState acting;
    public @Nullable EndState actedUpon;

    /** How many edges are remembered. */
    public int size;

    /** The most bits since the hour began, and the most that were told since then. */
    public float highest;

    public float told;

    /** The end at which the entity is. */
    public EndState end(boolean acts) {
        EndState end = acts ? acting : actedUpon;
        if (end == null) {
            end = new EndState();
            if (acts) {
                acting = end;
            } else {
                actedUpon = end;
            }
        }
        return end;
    }
}

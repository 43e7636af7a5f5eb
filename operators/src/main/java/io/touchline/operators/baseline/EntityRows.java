// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.beaconing.Ensembles;
import io.touchline.operators.beaconing.Rhythm;
import io.touchline.operators.edges.EdgeState;
import io.touchline.operators.novelty.ValueRow;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of the entity at hand, beside its baseline; each call costs a state access. */
interface EntityRows {
    @Nullable ValueRow value(long hash) throws Exception;

    void putValue(long hash, ValueRow row) throws Exception;

    /**
     * Drops about an eighth of the values, those met on the fewest days, then longest ago: a crowd
     * of values met once cannot push out what is part of life. Returns how many.
     */
    int evictLeastKnown() throws Exception;

    @Nullable Rhythm rhythm(long hash) throws Exception;

    void putRhythm(long hash, Rhythm rhythm) throws Exception;

    void removeRhythm(long hash) throws Exception;

    /** All of them, in no order. */
    Map<Long, Rhythm> rhythms() throws Exception;

    /** Edges are read and written once per bundle, however often they are asked for. */
    @Nullable EdgeState edge(long hash) throws Exception;

    void putEdge(long hash, EdgeState edge);

    void removeEdge(long hash) throws Exception;

    /** All of them, in no order. */
    Map<Long, EdgeState> edges() throws Exception;

    /** All bursts, empty before the first; read once for a bundle, written once. */
    Ensembles ensembles() throws Exception;

    /** To be told after a change to what {@link #ensembles} gave. */
    void putEnsembles(Ensembles all);
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import java.util.Map;

/**
 * One stage of a scenario, as written.
 *
 * @param means key of {@link Means}
 * @param entity selector of who does it, or an {@code as} of an earlier stage
 * @param as name by which later stages call the entity; empty for none
 * @param time of its begin
 * @param chain stages of one chain belong together
 * @param kind stage, benign or context
 * @param pair of a context: its name; empty elsewhere
 * @param side of a context: grave or benign; empty elsewhere
 * @param with parameters of the means
 */
record StageSpec(
        String means,
        String entity,
        String as,
        Moment time,
        String chain,
        String kind,
        String pair,
        String side,
        Map<String, Object> with) {

    /** Stages of one line follow each other: a chain, or half of a pair. */
    String line() {
        return kind.equals("context") ? "pair " + pair + "/" + side : "chain " + chain;
    }

    /** The same act as something else. */
    StageSpec as(String otherKind, String otherPair, String otherSide) {
        return new StageSpec(means, entity, as, time, chain, otherKind, otherPair, otherSide, with);
    }

    boolean isOtherHalf(StageSpec other) {
        return other.kind.equals("context") && other.pair.equals(pair) && !other.side.equals(side);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.baseline;

import io.touchline.operators.novelty.ValueRow;
import org.jspecify.annotations.Nullable;

/** The value rows of the entity at hand; each call costs a state access. */
interface Values {
    @Nullable ValueRow get(long valueHash) throws Exception;

    void put(long valueHash, ValueRow row) throws Exception;

    /**
     * Drops about an eighth of the rows, those met on the fewest days, then longest ago: a crowd of
     * values met once cannot push out what is part of life. Returns how many.
     */
    int evictLeastKnown() throws Exception;
}

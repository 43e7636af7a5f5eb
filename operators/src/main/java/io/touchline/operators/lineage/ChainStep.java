// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

import io.touchline.schemas.EntityKeys;

/**
 * One step as correlation sees it: stage and zones, not tools.
 *
 * @param cepTime strictly growing per chain, so that no two steps share a time and none is late
 * @param when when it happened; real spans and orders are tested on it
 */
public record ChainStep(
        String chain,
        int epoch,
        int index,
        long cepTime,
        long when,
        String stage,
        String zoneEntity,
        String zonePeer) {

    /**
     * What correlation is keyed by. Each epoch is told from its beginning under a key of its own:
     * Flink holds a match back while a partial match that began earlier is alive, and one of an
     * older epoch never ends.
     */
    public String telling() {
        return EntityKeys.telling(chain, epoch);
    }
}

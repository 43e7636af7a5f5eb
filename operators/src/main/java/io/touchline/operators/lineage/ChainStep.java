// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.lineage;

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
        String zonePeer) {}

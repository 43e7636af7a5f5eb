// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Which deviations belong to one story? Joins findings across entities into causal chains.
 *
 * <p>It owns membership, steps and ids. A finding on an edge joins what it reaches to the chain of
 * what it came from, if that was suspicious before it; never a union over entities. A finding that
 * comes late is linked where it belongs in time, and the affected chains are told anew, as their
 * next epoch. Heap state per site: 1 KB per finding of a chain that was heard of in the last three
 * days (30 days where it reached a controller), at most 30 days of it.
 *
 * <p>A flood of one entity is capped before it costs anybody else: of one entity, stage and day 32
 * findings are linked, and after them only stronger ones. The rest is counted ({@code
 * findings_crowded_out}), not kept and not told.
 */
@NullMarked
package io.touchline.operators.lineage;

import org.jspecify.annotations.NullMarked;

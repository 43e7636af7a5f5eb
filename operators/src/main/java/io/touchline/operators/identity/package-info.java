// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Whose address was it, at that moment?
 *
 * <p>Leases and logons form a temporal table that every subtask holds. A row takes effect at its
 * write time + hold on all of them alike, so the answer does not depend on who heard first. An
 * address that nobody is known to hold is a provisional entity of its own, never the old holder.
 * User and device are linked, never merged.
 *
 * <p>What traffic itself tells (sign-ins from outside, MACs of frames, name plates of controllers)
 * is weak: it fills gaps, links and names, and of a flood the table keeps what was written first.
 *
 * <p>State: about 120 bytes per row, dropped 26 hours after it ended; of weak rows at most 370,000.
 */
@NullMarked
package io.touchline.operators.identity;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Did this entity meet something that it never met, and that its peers do not meet either?
 *
 * <p>Pitman-Yor per attribute; the rarity among peers is answered by {@code prevalence}. State: 14
 * bytes per attribute in the entity's baseline, a row of 10 bytes and its key per value, at most
 * 512. Where a new peer is, and whose network that is, is watched beside the peer itself and told
 * beside it only where it surprises much more. Techniques: T1071, T1572 (destinations and tools),
 * T1021 (inner services), T1566 (senders), T1078 (account use), T0848 and T0855 (masters and their
 * functions).
 */
@NullMarked
package io.touchline.operators.novelty;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Does this entity meet another end as a machine does: by the clock?
 *
 * <p>Two tests of the gaps between visits to a destination that was new to the entity: more regular
 * than chance (Moran; Bartlett's test with two degrees of freedom per gap), and a narrow peak among
 * other gaps. Looked at when 4, 8, 16, ... gaps were seen; how rare the destination is among peers
 * is answered by {@code prevalence}. And: does it keep several that it met within seconds in step
 * ({@link Ensemble})? Does a server open a connection to one that came to it before? State: 60 to
 * 250 bytes per destination, 64 per entity; four bursts of 0.8 KB at most. Technique: T1071.
 */
@NullMarked
package io.touchline.operators.beaconing;

import org.jspecify.annotations.NullMarked;

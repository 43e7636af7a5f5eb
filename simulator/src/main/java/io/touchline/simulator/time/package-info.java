// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * When does what happen at a venue? Event days and their phases, and the clock that acts run on.
 *
 * <p>All times are UTC. Nothing reads the wall clock.
 */
@NullMarked
package io.touchline.simulator.time;

import org.jspecify.annotations.NullMarked;

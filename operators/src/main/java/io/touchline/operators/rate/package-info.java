// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Does this entity do more of something than it should, in this hour?
 *
 * <p>Counts under a Gamma-Poisson belief, bytes under a log-normal one; one score per metric and
 * window. State: 17 bytes per count metric, 32 and two peers for bytes. Techniques: T1046
 * (contacts), T1110 (failed log-ons), T1048 (bytes sent), T1498 (requests received).
 */
@NullMarked
package io.touchline.operators.rate;

import org.jspecify.annotations.NullMarked;

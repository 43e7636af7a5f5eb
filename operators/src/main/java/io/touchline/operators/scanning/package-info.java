// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Does this entity knock at doors that do not open?
 *
 * <p>Threshold random walk over the outcomes of its first contacts of a day with each inner service
 * (Jung, Paxson, Berger, Balakrishnan 2004). State: 16 bytes. Technique: T1046.
 */
@NullMarked
package io.touchline.operators.scanning;

import org.jspecify.annotations.NullMarked;

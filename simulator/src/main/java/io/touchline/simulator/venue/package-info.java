// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Who and what is at the venue? Its machines, people, addresses and names, by size.
 *
 * <p>The cast is a function of the size alone, so that a baseline learnt from one run fits every
 * other run of that size; what they do on a day is drawn elsewhere.
 */
@NullMarked
package io.touchline.simulator.venue;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Is it usual that something new turns up here?
 *
 * <p>Per network segment the rate at which devices are seen for the first time, Gamma-Poisson with
 * a half-life of a week. A box that is plugged in says nothing by its own past, for it has none.
 * State per segment: 33 bytes in {@code prevalence}. Techniques: T1200, T0864.
 */
@NullMarked
package io.touchline.operators.arrival;

import org.jspecify.annotations.NullMarked;

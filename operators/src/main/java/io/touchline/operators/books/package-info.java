// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What became of every record? Each has one fate, and per source read = used + duplicate + late +
 * dead + refused.
 *
 * <p>Rooms count locally and flush {@link io.touchline.operators.books.BooksDelta deltas} before
 * they forward a watermark and before a barrier; one keyed operator sums them. State: seven longs
 * per source.
 */
@NullMarked
package io.touchline.operators.books;

import org.jspecify.annotations.NullMarked;

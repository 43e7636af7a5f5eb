// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Do the signals of one plant still fit each other, their own last values and the time of day?
 *
 * <p>A controller that lies tells values that are usual one by one. State of a group of n signals:
 * {@code 4 (m (m + 1)/2 + m + n m + 2 n) + 544} bytes, m = 2n + 4: 33 KB at 43 signals, 770 bytes a
 * signal; 64 signals at most. Techniques: T0831, T0832, T0856.
 */
@NullMarked
package io.touchline.operators.consistency;

import org.jspecify.annotations.NullMarked;

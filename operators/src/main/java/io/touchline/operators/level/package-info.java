// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Is this value of a metered series, a tank level, a pressure, a set point, a load, one that the
 * series usually has: now, at this hour, after the last one, and does it still move?
 *
 * <p>One series by itself: no look-ahead, O(1) per value, at most 200 bytes per series. Values that
 * fit each other are judged by {@code consistency}. Technique: T0831, T0836 (values), T0856
 * (stuck).
 */
@NullMarked
package io.touchline.operators.level;

import org.jspecify.annotations.NullMarked;

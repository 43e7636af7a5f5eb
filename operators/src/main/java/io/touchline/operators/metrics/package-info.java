// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What does a dashboard see? Counters and gauges below the group {@code touchline} of the operator
 * that counts, with labels from closed sets only.
 *
 * <p>They start at zero with every restart. What became of every record is told by the books.
 */
@NullMarked
package io.touchline.operators.metrics;

import org.jspecify.annotations.NullMarked;

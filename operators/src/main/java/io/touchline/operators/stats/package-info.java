// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How surprising is a number? Pure laws of probability, in bits; knows nothing of Flink, entities
 * or telemetry.
 */
@NullMarked
package io.touchline.operators.stats;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What is a record made of? Fields, texts, numbers, times, addresses, host names and JSON, read
 * from hostile input.
 *
 * <p>Every reader is total and linear in its input: what does not fit is absent or a {@link
 * io.touchline.operators.telemetry.Refusal}. No pattern that backtracks, no state, no clock.
 */
@NullMarked
package io.touchline.operators.telemetry;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Signs of life: who receives incidents must be able to tell a quiet night from a dead detector.
 *
 * <p>The one room with a clock: a beat is due whether or not telemetry comes, so it follows the
 * machine's time and nothing that is ever judged depends on it.
 */
@NullMarked
package io.touchline.operators.heartbeat;

import org.jspecify.annotations.NullMarked;

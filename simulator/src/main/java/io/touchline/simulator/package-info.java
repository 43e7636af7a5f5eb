// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A venue that writes its telemetry in the native formats, with a ledger of what was planted.
 *
 * <p>One class per population: each draws from its own stream, so that adding or leaving out one
 * changes no line of another. Nothing reads the wall clock.
 */
@NullMarked
package io.touchline.simulator;

import org.jspecify.annotations.NullMarked;

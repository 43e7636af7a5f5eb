// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Is a command that this controller knows given at a time of the event at which it is not?
 *
 * <p>A known master that issues known commands shows in nothing else. Who the master is, which
 * functions it uses on which addresses and which values it writes is asked by {@code novelty} of
 * the same rows. State: 68 bytes of a controller, a row per phase and command. Techniques: T0855,
 * T0848.
 */
@NullMarked
package io.touchline.operators.control;

import org.jspecify.annotations.NullMarked;

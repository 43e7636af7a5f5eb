// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What could be done about it, at the least price to the event? A recommendation: exact, expiring,
 * undoable, never carried out by Touchline itself.
 *
 * <p>Stateless. Only rung 1 so far: cut the one connection that carries the attack.
 */
@NullMarked
package io.touchline.operators.response;

import org.jspecify.annotations.NullMarked;

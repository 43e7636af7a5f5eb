// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Where on the internet is an address, and whose network is it?
 *
 * <p>Answered from databases in MaxMind's format that the user gives; nothing is shipped and
 * nothing is guessed. What no database tells is absent. A database is read once per process into
 * the heap, so replacing its file changes nothing until the job starts again.
 */
@NullMarked
package io.touchline.operators.geography;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What is usual for entities of one kind? Shared tables that every subtask of {@code baseline}
 * holds: how many entities of a peer group are active, and how much each of them does in an hour;
 * the calendar of the venue.
 *
 * <p>They branch off {@code order}, pre-combined per subtask, as integers and register-maximum
 * sketches, so they do not depend on arrival order. A table counts from an hour after the last data
 * in it. State per group: two sketches of 1 KB.
 */
@NullMarked
package io.touchline.operators.tables;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Which logs does a venue have, how is a record of each told, when was it written down, and what
 * does it say happened between whom?
 *
 * <p>{@link io.touchline.operators.logs.Logs} is the table of them all. A reader turns the fields
 * of a record into the Avro type of its family, whose fields alone make the {@link
 * io.touchline.operators.logs.EventId} and the interactions of the {@link
 * io.touchline.operators.logs.Event}. Nothing in here keeps state or throws on account of a record
 * but a {@code Refusal}.
 */
@NullMarked
package io.touchline.operators.logs;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What does this record say happened, between whom, and when was it written down?
 *
 * <p>Bytes go in, and every record comes out as exactly one of: an {@link
 * io.touchline.operators.logs.Event} with its interactions and bindings, or a {@link
 * io.touchline.operators.ingest.DeadLetter} with a reason. Nothing in here throws on account of the
 * bytes, reads a wall clock or keeps state; memory per record is bounded by 16 MB of input.
 *
 * <p>The way of a record: {@code FileFramer} cuts files into records, {@code FrameDecoder} unwraps,
 * and names their log, and the log's own reader ({@link io.touchline.operators.logs}) makes the
 * event.
 */
@NullMarked
package io.touchline.operators.ingest;

import org.jspecify.annotations.NullMarked;

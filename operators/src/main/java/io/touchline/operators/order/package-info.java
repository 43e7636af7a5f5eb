// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * In which order did it become known? Rows leave sorted by (write time, event id), key by key, once
 * the watermark has passed them; the same row twice leaves once.
 *
 * <p>The watermark is the only trigger. At a barrier what is pending is persisted, and nothing is
 * emitted. State: pending rows and the ids of the last two minutes (a day for mail and cloud
 * services), as raw keyed state.
 */
@NullMarked
package io.touchline.operators.order;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What a venue says of itself in its venue file, as versions on the axis of write time.
 *
 * <p>A version counts for what was written at or after its start, on every subtask alike, so a
 * replay answers as the first run did. Without a file everything is learnt, and nothing here says
 * anything.
 */
@NullMarked
package io.touchline.operators.venue;

import org.jspecify.annotations.NullMarked;

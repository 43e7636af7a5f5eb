// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What do the producers of a venue write? Rows of every log, and the text of each in its native
 * format.
 *
 * <p>A row is a map of the producer's own field names; times, durations and lists stay typed until
 * the text is made, so that the same row can be said in another dialect of its log. Nothing here
 * knows who acts; ids and ports alone are drawn here.
 */
@NullMarked
package io.touchline.simulator.wire;

import org.jspecify.annotations.NullMarked;

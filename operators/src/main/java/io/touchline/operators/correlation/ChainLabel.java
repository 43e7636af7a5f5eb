// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.correlation;

/**
 * A chain satisfies a pattern.
 *
 * @param epoch of the chain; a label of an older epoch no longer counts
 * @param step index of the step that completed it
 * @param time time of that step in correlation
 */
public record ChainLabel(String chain, int epoch, String pattern, int step, long time) {}

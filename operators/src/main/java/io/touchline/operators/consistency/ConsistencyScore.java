// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.consistency;

/**
 * How badly the signals fit.
 *
 * @param p calibrated against what the group has shown, 1 before it knows the group
 * @param excess bits by which the running sum of misfits is above the usual
 * @param worst index of the signal that fits worst now, -1 before the group is known
 * @param worstResidual its misfit in its usual spreads, signed
 * @param expected what the others and the past say it should be
 */
public record ConsistencyScore(
        double p, double excess, int worst, double worstResidual, double expected) {}

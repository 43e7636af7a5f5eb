// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.calibration;

/**
 * How calibrated bits were spread in one stratum since its first hour: calibrated well, {@code
 * aboveN} is about {@code scores 2^-N}. Counts only grow.
 *
 * @param scores that were judged by 40 scores of the site itself or more
 * @param above5 of them, those with more than 5 calibrated bits; likewise 8, 9 and 11
 */
public record CalibrationTotal(
        String stratum, long scores, long above5, long above8, long above9, long above11) {}

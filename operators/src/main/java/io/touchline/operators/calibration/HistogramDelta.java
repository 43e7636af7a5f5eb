// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.calibration;

/**
 * {@code weight} more in one bin of one stratum, from scores of one hour of write time. Sums are
 * order-free.
 *
 * @param bucket log2 of the support, 0 to 15
 */
public record HistogramDelta(String stratum, long hour, int bucket, int bin, long weight) {}

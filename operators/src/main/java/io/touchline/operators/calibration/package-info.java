// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How often does a surprise of so many bits happen here when nothing is wrong? Turns raw bits into
 * true p-values, per stratum of detector and class of entity, and lets pass what its gate allows.
 *
 * <p>Histograms are filled by the room that completes a score, as integer deltas, and judged by
 * hours closed before the candidate: arrival order cannot matter. A shipped default is the last
 * parent of an empty stratum. Whether p-values are what they claim is counted as hours close: how
 * many scores had more than 5, 8, 9 and 11 calibrated bits. State: 512 bytes per stratum and bucket
 * of support.
 */
@NullMarked
package io.touchline.operators.calibration;

import org.jspecify.annotations.NullMarked;

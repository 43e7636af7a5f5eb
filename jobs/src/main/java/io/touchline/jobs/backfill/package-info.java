// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Baselines from archives: DetectionJob over files on heap state, parked at the cut, and the
 * savepoint that a stream goes on from. It holds the rooms of detection alone, so any ends fit it;
 * what overlaps the archive is counted once.
 */
@NullMarked
package io.touchline.jobs.backfill;

import org.jspecify.annotations.NullMarked;

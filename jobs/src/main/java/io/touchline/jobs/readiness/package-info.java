// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Can it judge yet, and what can it not see? Reads what detection holds (a savepoint of {@code
 * backfill}, a checkpoint of the running job) and says what is mature, which phases were never met,
 * which sources are silent and which questions nothing is there to answer.
 */
@NullMarked
package io.touchline.jobs.readiness;

import org.jspecify.annotations.NullMarked;

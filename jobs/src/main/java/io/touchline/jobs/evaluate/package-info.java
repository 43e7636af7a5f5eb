// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How good is what came out, held against what was planted? A checker that knows the ledger of a
 * simulation and the files of {@code detect}, and nothing of how either was made.
 */
@NullMarked
package io.touchline.jobs.evaluate;

import org.jspecify.annotations.NullMarked;

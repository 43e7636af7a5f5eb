// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Who else met this value? Answers each candidate, leaving the asker out; only peers that met the
 * value more than 48 hours ago acquit it.
 *
 * <p>Whatever must know how rare it is travels through this room with its score: no join, one hop.
 * State per value: at most 16 peers of 17 bytes, then counts; cleared 60 days after its last use.
 */
@NullMarked
package io.touchline.operators.prevalence;

import org.jspecify.annotations.NullMarked;

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What happened, how bad is it, and what should a person do first? One incident per chain, with a
 * stable id and growing revisions, scored with parts that add up, told in an analyst's words.
 *
 * <p>State per chain: its last update (at most 64 steps) and its labels; cleared when it closes, 72
 * hours after its last finding (30 days where a controller was touched).
 */
@NullMarked
package io.touchline.operators.incident;

import org.jspecify.annotations.NullMarked;

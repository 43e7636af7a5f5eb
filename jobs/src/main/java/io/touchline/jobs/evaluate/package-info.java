// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How well did it do? Compares what {@code detect} wrote with the ledger of what was planted. A
 * checker: it knows the ledger and the output files, and nothing of how either is made. The figures
 * are defined in docs/evaluate.md.
 */
@NullMarked
package io.touchline.jobs.evaluate;

import org.jspecify.annotations.NullMarked;

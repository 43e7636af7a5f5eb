// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How well did it do? Compares what {@code detect} wrote with the ledger of what was planted, or
 * with what is known of recorded telemetry. A checker: it knows ledgers, labels and the output
 * files, and nothing of how they are made; what asks a detector itself stands in {@code benchmark}.
 * The figures are defined in docs/evaluate.md.
 */
@NullMarked
package io.touchline.jobs.evaluate;

import org.jspecify.annotations.NullMarked;

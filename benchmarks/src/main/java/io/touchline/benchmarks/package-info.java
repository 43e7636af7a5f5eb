// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What does detection cost per record, beside what any job on the same records costs?
 *
 * <p>Every variant reads the same bytes from a real broker in a process of its own and runs in a
 * fresh JVM with fixed memory; figures are processor time of that JVM per record in a steady
 * window, for wall time on a shared machine tells of the neighbours.
 */
@NullMarked
package io.touchline.benchmarks;

import org.jspecify.annotations.NullMarked;

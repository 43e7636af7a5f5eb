// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.books;

/** {@code count} more records of {@code source} met {@code fate}. Sums are order-free. */
public record BooksDelta(String source, Fate fate, long count) {}

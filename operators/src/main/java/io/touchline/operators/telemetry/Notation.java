// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

/**
 * How the rows of a TSV log write what is not plain text.
 *
 * @param setSeparator between the elements of a set or vector
 * @param empty an empty text or set
 * @param unset an absent field
 */
public record Notation(String setSeparator, String empty, String unset) {}

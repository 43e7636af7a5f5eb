// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

/**
 * One record without its wrappers.
 *
 * @param hint log that a wrapper, the topic or the file names; empty if none does
 */
record Payload(String hint, RecordFields fields) {}

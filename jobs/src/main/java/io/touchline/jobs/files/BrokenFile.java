// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

/**
 * A file that broke off: what came before is in the archive, this is to become one dead letter
 * {@code truncated-file}, counted as read and dead.
 *
 * @param line the line that could not be read, from 1
 * @param message what the reader said
 * @param source log it was taken for, or {@code unrecognised}
 */
public record BrokenFile(String label, long line, String message, String source) {}

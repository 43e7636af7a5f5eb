// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

/**
 * A file that was left alone, for {@code summary.json}.
 *
 * @param log what it was taken for; empty when nothing claims it
 * @param why one line for a person
 */
public record NotRead(String label, String log, String why) {}

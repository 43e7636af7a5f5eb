// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

/**
 * @param table for people, Markdown
 * @param json all figures, one line without its end
 */
public record Outcome(String table, String json) {}

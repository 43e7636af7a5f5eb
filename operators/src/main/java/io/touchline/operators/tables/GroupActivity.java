// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.tables;

/**
 * What one subtask saw of one peer group in one hour of write time.
 *
 * @param hour hours since 1970 UTC
 * @param interactions how many
 * @param entities serialized HLL sketch of the entities that were active
 */
public record GroupActivity(String group, long hour, long interactions, byte[] entities) {}

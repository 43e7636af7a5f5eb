// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import org.jspecify.annotations.Nullable;

/**
 * Checkpoint of the enumerator.
 *
 * @param split what no reader has yet; null once it is assigned
 */
public record PendingSplit(@Nullable ArchiveSplit split) {}

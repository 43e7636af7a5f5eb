// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

/**
 * One file as found on disk.
 *
 * @param label as the user named it: the given path, then the path below it, with {@code /}
 * @param path real path
 * @param size bytes on disk
 * @param modified modification time, milliseconds since 1970 UTC
 */
public record InputFile(String label, String path, long size, long modified) {}

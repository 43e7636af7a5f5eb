// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

/**
 * One sorted file of rows.
 *
 * @param file name below the folder of the manifest
 * @param bytes size of that file
 * @param checksum CRC-32C of that file
 * @param first write time of its first row
 * @param last write time of its last row
 */
public record Run(String file, long rows, long bytes, long checksum, long first, long last) {}

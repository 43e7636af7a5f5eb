// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

/**
 * One file whose records are in the archive. Times are write times; all 0 when the file has none.
 *
 * @param log as {@code zeek.conn}
 * @param rows records, those without a time and those with a bad one included
 * @param first first known time: records before it that have none get it
 * @param last last time not beyond {@code bound}: records beyond the bound get it
 * @param bound 24 h after the end of the hour that holds the 99.9th percentile
 */
public record ArchivedFile(
        String label,
        String log,
        long size,
        long modified,
        long rows,
        long first,
        long last,
        long bound) {}

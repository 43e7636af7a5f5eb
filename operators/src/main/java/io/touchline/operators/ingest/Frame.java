// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

/**
 * One undecoded record as a source emits it.
 *
 * @param topic topic, or the path of the file as the user named it
 * @param partition partition; -1 for a file
 * @param offset offset; for a file the line, from 1
 * @param writeTime when the sensor wrote it, milliseconds since 1970 UTC
 * @param format encoded {@link FileFormat} of the file; empty where the record must speak for
 *     itself
 * @param bytes the record as read; never changed
 * @param badTime the source knows the time to be absurd for its file: dead letter {@code bad-time}
 */
public record Frame(
        String topic,
        int partition,
        long offset,
        long writeTime,
        String format,
        byte[] bytes,
        boolean badTime) {

    /** {@code file:line} or {@code topic-partition-offset}. */
    public String coordinates() {
        return partition < 0 ? topic + ':' + offset : topic + '-' + partition + '-' + offset;
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import org.jspecify.annotations.Nullable;

/**
 * A record of the plan and where it goes.
 *
 * @param writeTime milliseconds; also the record timestamp, since the raw topics of a load keep
 *     those of the producer
 * @param source log in the words of the books, as {@code zeek.conn}
 * @param value one line of JSON
 * @param tsv the same record as a row of Zeek's default columns, or null
 */
public record LoadRow(
        String topic,
        int partition,
        long writeTime,
        String source,
        String value,
        @Nullable String tsv) {
    private static final int FIELDS = 6;

    /** Tab separated; JSON holds no raw tab, and the TSV form stands last. */
    String line() {
        String tail = tsv == null ? "" : tsv;
        return String.join(
                "\t",
                topic,
                Integer.toString(partition),
                Long.toString(writeTime),
                source,
                value,
                tail);
    }

    /** Of a line of {@link LoadFolder#rows}. */
    public static LoadRow parse(String line) {
        String[] parts = line.split("\t", FIELDS);
        String tsv = parts[5].isEmpty() ? null : parts[5];
        return new LoadRow(
                parts[0],
                Integer.parseInt(parts[1]),
                Long.parseLong(parts[2]),
                parts[3],
                parts[4],
                tsv);
    }
}

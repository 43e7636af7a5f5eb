// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.telemetry.DeadLetterReason;
import java.util.Arrays;

/**
 * A record that could not be used, with the reason and its first 64 KB.
 *
 * @param source log it was taken for, or {@code unrecognised}
 * @param detail one line for a person; telemetry text in it is escaped
 */
public record DeadLetter(
        DeadLetterReason reason,
        String source,
        String coordinates,
        long writeTime,
        String detail,
        byte[] bytes) {
    public static final int MAX_BYTES = 64 * 1024;

    public DeadLetter {
        if (bytes.length > MAX_BYTES) {
            bytes = Arrays.copyOf(bytes, MAX_BYTES);
        }
    }
}

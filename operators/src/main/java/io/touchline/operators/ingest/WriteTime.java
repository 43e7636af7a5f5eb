// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.logs.DeclaredLogs;
import io.touchline.operators.logs.Log;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Times;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * When the sensor wrote a record down: the time that orders everything.
 *
 * <p>All methods are total: bytes of any kind give a time or {@link #UNKNOWN}. Times are read from
 * decimal text, never through {@code double}; a time before 1970 or beyond 2100 is unknown.
 */
public final class WriteTime {
    public static final long UNKNOWN = Times.UNKNOWN;

    private static final byte[] KEY = "\"_write_ts\"".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_VALUE = 64;

    private WriteTime() {}

    /**
     * The {@code _write_ts} of a JSON record in milliseconds, without parsing the record: one pass
     * over the bytes. Its value may be seconds, millis, micros or ISO-8601.
     */
    public static long peek(byte[] bytes) {
        for (int at = 0; at + KEY.length < bytes.length; at++) {
            if (bytes[at] == '"' && isKey(bytes, at) && isName(bytes, at)) {
                return Times.millis(Times.micros(value(bytes, at + KEY.length)));
            }
        }
        return UNKNOWN;
    }

    /** As {@link #ofFile(String, byte[], DeclaredLogs)} where nothing is declared. */
    public static long ofFile(String format, byte[] bytes) {
        return ofFile(format, bytes, DeclaredLogs.NONE);
    }

    /**
     * Write time by content of a record of a file in milliseconds: {@code _write_ts}, else the end
     * of what it describes (conn: ts + duration, dns: ts + rtt), else its time.
     *
     * @param format encoded {@link FileFormat}
     */
    public static long ofFile(String format, byte[] bytes, DeclaredLogs declared) {
        try {
            long latest = UNKNOWN;
            List<Payload> payloads =
                    Unwrap.payloads(format, "", bytes, Integer.MAX_VALUE, declared).payloads();
            for (Payload payload : payloads) {
                latest = Math.max(latest, of(payload));
            }
            return latest;
        } catch (Refusal | IllegalArgumentException e) {
            return UNKNOWN; // no record or no format, no time; the decoder says why
        }
    }

    private static long of(Payload payload) {
        Long written = payload.fields().momentMicros("_write_ts");
        Log log = payload.log();
        if (written == null && log != null) {
            written = log.writtenMicros(payload.fields());
        }
        if (written == null) {
            written = payload.fields().momentMicros("ts");
        }
        return written == null ? UNKNOWN : Times.millis(written);
    }

    private static boolean isKey(byte[] bytes, int at) {
        for (int i = 0; i < KEY.length; i++) {
            if (bytes[at + i] != KEY[i]) {
                return false;
            }
        }
        return true;
    }

    /** A name follows a brace or a comma; inside a text the quote would follow a backslash. */
    private static boolean isName(byte[] bytes, int at) {
        int before = at - 1;
        while (before >= 0 && isSpace(bytes[before])) {
            before--;
        }
        int after = at + KEY.length;
        while (after < bytes.length && isSpace(bytes[after])) {
            after++;
        }
        return before >= 0
                && (bytes[before] == '{' || bytes[before] == ',')
                && after < bytes.length
                && bytes[after] == ':';
    }

    private static String value(byte[] bytes, int from) {
        int start = from;
        while (start < bytes.length
                && (isSpace(bytes[start]) || bytes[start] == ':' || bytes[start] == '"')) {
            start++;
        }
        int end = start;
        while (end < bytes.length
                && end - start < MAX_VALUE
                && bytes[end] != '"'
                && bytes[end] != ','
                && bytes[end] != '}') {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\n' || b == '\r';
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When the sensor wrote a record down: the time that orders everything.
 *
 * <p>All methods are total: bytes of any kind give a time or {@link #UNKNOWN}. Times are read from
 * decimal text, never through {@code double}; a time before 1970 or beyond 2100 is unknown.
 */
public final class WriteTime {
    public static final long UNKNOWN = Long.MIN_VALUE;

    private static final byte[] KEY = "\"_write_ts\"".getBytes(StandardCharsets.US_ASCII);
    private static final long LAST_MICROS = 4_102_444_800_000_000L; // 2100-01-01
    private static final int MAX_VALUE = 64;

    private WriteTime() {}

    /**
     * The {@code _write_ts} of a JSON record in milliseconds, without parsing the record: one pass
     * over the bytes. Its value may be seconds, millis, micros or ISO-8601.
     */
    public static long peek(byte[] bytes) {
        for (int at = 0; at + KEY.length < bytes.length; at++) {
            if (bytes[at] == '"' && isKey(bytes, at) && isName(bytes, at)) {
                return millis(parseMicros(value(bytes, at + KEY.length)));
            }
        }
        return UNKNOWN;
    }

    /**
     * Write time by content of a record of a file in milliseconds: {@code _write_ts}, else the end
     * of what it describes (conn: ts + duration, dns: ts + rtt), else its time.
     *
     * @param format encoded {@link FileFormat}
     */
    public static long ofFile(String format, byte[] bytes) {
        try {
            long latest = UNKNOWN;
            List<Payload> payloads =
                    Unwrap.payloads(format, "", bytes, Integer.MAX_VALUE).payloads();
            for (Payload payload : payloads) {
                latest = Math.max(latest, of(payload));
            }
            return latest;
        } catch (Refusal | IllegalArgumentException e) {
            return UNKNOWN; // no record or no format, no time; the decoder says why
        }
    }

    /**
     * A time as logs write it in microseconds since 1970 UTC, or {@link #UNKNOWN}.
     *
     * <p>Digits: seconds; from 1e11 on millis, 1e14 micros, 1e17 nanos. Else ISO-8601 with or
     * without a zone (none is UTC), with a space for the T, an offset without colon, any number of
     * fraction digits.
     */
    public static long parseMicros(String text) {
        String bare = text.strip();
        long micros = IsoTime.micros(bare);
        if (micros == DecimalText.NONE) {
            micros = epoch(bare);
        }
        return micros < 0 || micros > LAST_MICROS ? UNKNOWN : micros;
    }

    private static long epoch(String text) {
        long value = DecimalText.whole(text);
        if (value == DecimalText.NONE) {
            return DecimalText.NONE;
        }
        if (value > 100_000_000_000_000_000L) {
            return value / 1_000;
        }
        if (value > 100_000_000_000_000L) {
            return value;
        }
        return DecimalText.scaled(text, value > 100_000_000_000L ? 3 : 6);
    }

    private static long of(Payload payload) {
        RecordFields fields = payload.fields();
        String log = LogNames.of(payload);
        Long written = fields.momentMicros("_write_ts");
        if (written != null) {
            return millis(written);
        }
        if (log.equals(LogNames.AUDIT) || log.equals(LogNames.MAIL)) {
            String time =
                    log.equals(LogNames.MAIL)
                            ? MailRecords.time(fields)
                            : AuditRecords.time(AuditRecords.merged(fields));
            return time == null ? UNKNOWN : millis(parseMicros(time));
        }
        Long ts = fields.momentMicros("ts");
        if (ts == null) {
            return UNKNOWN;
        }
        @Nullable Long length =
                switch (log) {
                    case LogNames.CONN -> fields.intervalMicros("duration");
                    case LogNames.DNS -> fields.intervalMicros("rtt");
                    default -> null;
                };
        // A duration beyond 2100 is no reason to lose the record: it falls back to ts.
        boolean sane = length != null && length <= LAST_MICROS - ts;
        return millis(sane && length != null ? ts + length : ts);
    }

    static long millis(long micros) {
        return micros == UNKNOWN ? UNKNOWN : Math.floorDiv(micros, 1_000L);
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

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import java.util.ArrayList;
import java.util.List;

/**
 * What a file says about its records once, so that every record can be decoded alone.
 *
 * <p>{@link #encode} gives one line of text that travels with each {@link Frame}: {@code
 * parse(x.encode()).equals(x)}.
 *
 * @param log log of the records, as {@code zeek.conn}
 * @param dialect how a record is written
 * @param columns names in order; empty for JSON
 * @param separator between the fields of a row
 * @param setSeparator between the elements of a set or vector
 * @param empty how an empty text or set is written
 * @param unset how an absent field is written
 */
public record FileFormat(
        String log,
        Dialect dialect,
        List<String> columns,
        char separator,
        String setSeparator,
        String empty,
        String unset) {

    /** How a record is written. Constants are only appended. */
    public enum Dialect {
        ZEEK_TSV,
        JSON,
        CSV,
        /** A line in a form of its own, as an access log. */
        LINE
    }

    /** Prefix of an encoded format: the record was cut, its line was longer than the limit. */
    static final String TOO_LARGE = "!";

    private static final int PARTS = 6;

    public FileFormat {
        columns = List.copyOf(columns);
    }

    public static FileFormat json(String log) {
        return new FileFormat(log, Dialect.JSON, List.of(), '\t', ",", "", "");
    }

    public static FileFormat csv(String log, List<String> columns) {
        return csv(log, columns, ',');
    }

    static FileFormat csv(String log, List<String> columns, char separator) {
        return new FileFormat(log, Dialect.CSV, columns, separator, ",", "", "");
    }

    public static FileFormat tsv(String log, List<String> columns) {
        return new FileFormat(log, Dialect.ZEEK_TSV, columns, '\t', ",", "(empty)", "-");
    }

    public static FileFormat lines(String log, List<String> columns) {
        return new FileFormat(log, Dialect.LINE, columns, ' ', ",", "", "-");
    }

    /** Compact, one line, printable. */
    public String encode() {
        StringBuilder text = new StringBuilder(64 + 12 * columns.size());
        escape(log, text);
        text.append('|').append(dialect.name()).append('|');
        escape(String.valueOf(separator), text);
        text.append('|');
        escape(setSeparator, text);
        text.append('|');
        escape(empty, text);
        text.append('|');
        escape(unset, text);
        for (String column : columns) {
            text.append('|');
            escape(column, text);
        }
        return text.toString();
    }

    /**
     * @throws IllegalArgumentException when {@code text} is not an encoded format
     */
    public static FileFormat parse(String text) {
        List<String> parts = new ArrayList<>();
        int start = text.startsWith(TOO_LARGE) ? TOO_LARGE.length() : 0;
        while (true) {
            int bar = text.indexOf('|', start);
            parts.add(unescape(bar < 0 ? text.substring(start) : text.substring(start, bar)));
            if (bar < 0) {
                break;
            }
            start = bar + 1;
        }
        if (parts.size() < PARTS || parts.get(2).length() != 1) {
            throw new IllegalArgumentException("could not read a file format: " + parts.size());
        }
        return new FileFormat(
                parts.get(0),
                Dialect.valueOf(parts.get(1)),
                parts.subList(PARTS, parts.size()),
                parts.get(2).charAt(0),
                parts.get(3),
                parts.get(4),
                parts.get(5));
    }

    private static void escape(String part, StringBuilder out) {
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c <= ' ' || c == '|' || c == '%' || c == '!' || c > '~') {
                out.append('%');
                for (int shift = 12; shift >= 0; shift -= 4) {
                    out.append(Character.forDigit((c >> shift) & 15, 16));
                }
            } else {
                out.append(c);
            }
        }
    }

    private static String unescape(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        StringBuilder out = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '%' && i + 4 < part.length()) {
                out.append((char) Integer.parseInt(part.substring(i + 1, i + 5), 16));
                i += 4;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}

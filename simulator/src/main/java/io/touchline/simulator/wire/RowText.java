// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.simulator.wire.Log.Column;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text of a row: JSON, or Zeek's tab-separated form with its head and foot. */
public final class RowText {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter OPENED =
            DateTimeFormatter.ofPattern("uuuu-MM-dd-HH-mm-ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private RowText() {}

    /** A field named {@code line} alone is a line of text. */
    public static String of(Row row) {
        if (row.log() == Log.WEB_ACCESS) {
            return String.valueOf(row.fields().get("line"));
        }
        List<Column> columns = row.log().columns();
        return columns.isEmpty() ? json(row.fields()) : tsv(row.fields(), columns);
    }

    /** Times as seconds since 1970 with six decimals, intervals likewise; unset fields left out. */
    public static String json(Map<String, ?> fields) {
        Map<String, Object> plain = new LinkedHashMap<>();
        fields.forEach(
                (name, value) -> {
                    if (value != null) {
                        plain.put(name, plain(value));
                    }
                });
        try {
            return JSON.writeValueAsString(plain);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String tsv(Map<String, ?> fields, List<Column> columns) {
        return columns.stream()
                .map(column -> cell(fields.get(column.name()), false))
                .collect(Collectors.joining("\t"));
    }

    private static Object plain(Object value) {
        if (value instanceof Instant at) {
            return seconds(at);
        }
        if (value instanceof Duration of) {
            return seconds(of);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(RowText::plain).toList();
        }
        return value;
    }

    private static String cell(@Nullable Object value, boolean inList) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Boolean truth) {
            return truth ? "T" : "F";
        }
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? "(empty)"
                    : list.stream().map(it -> cell(it, true)).collect(Collectors.joining(","));
        }
        if (value instanceof Instant || value instanceof Duration) {
            return ((BigDecimal) plain(value)).toPlainString();
        }
        return escape(String.valueOf(value), inList);
    }

    /**
     * Zeek writes what would break its form as {@code \\xNN}: control characters, the backslash, a
     * comma within a list, and what reads as unset or empty.
     */
    private static String escape(String text, boolean inList) {
        if (text.isEmpty()) {
            return "(empty)";
        }
        if (text.equals("-") || text.equals("(empty)")) {
            return hex(text.charAt(0)) + text.substring(1);
        }
        if (text.chars().noneMatch(c -> breaks(c, inList))) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length());
        text.chars()
                .forEach(
                        c -> escaped.append(breaks(c, inList) ? hex(c) : String.valueOf((char) c)));
        return escaped.toString();
    }

    private static boolean breaks(int c, boolean inList) {
        return c < ' ' || c == 0x7f || c == '\\' || (inList && c == ',');
    }

    private static String hex(int c) {
        return String.format(Locale.ROOT, "\\x%02x", c);
    }

    private static BigDecimal seconds(Instant at) {
        return BigDecimal.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at), 6);
    }

    private static BigDecimal seconds(Duration of) {
        return BigDecimal.valueOf(of.toNanos() / 1000, 6);
    }

    /** Empty where the log has no columns. */
    public static String head(Log log, Instant opened) {
        if (log.columns().isEmpty()) {
            return "";
        }
        String names = log.columns().stream().map(Column::name).collect(Collectors.joining("\t"));
        String types = log.columns().stream().map(Column::type).collect(Collectors.joining("\t"));
        return "#separator \\x09\n"
                + "#set_separator\t,\n"
                + "#empty_field\t(empty)\n"
                + "#unset_field\t-\n"
                + ("#path\t" + log.path() + "\n")
                + ("#open\t" + OPENED.format(opened) + "\n")
                + ("#fields\t" + names + "\n")
                + ("#types\t" + types + "\n");
    }

    /** Empty where the log has no columns. */
    public static String foot(Log log, Instant closed) {
        return log.columns().isEmpty() ? "" : "#close\t" + OPENED.format(closed) + "\n";
    }
}

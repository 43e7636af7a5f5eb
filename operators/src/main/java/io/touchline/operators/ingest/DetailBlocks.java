// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.telemetry.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A block of FreeRADIUS's detail file: a date line, then {@code Name = value} lines, each indented.
 * What a password or key is called never gets in.
 */
final class DetailBlocks {
    private static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");

    /** Offsets of zones whose short name means only one; another name is no time. */
    private static final Map<String, String> ZONES =
            Map.of(
                    "UTC", "Z", "GMT", "Z", "CET", "+01:00", "CEST", "+02:00", "KST", "+09:00",
                    "JST", "+09:00");

    private DetailBlocks() {}

    /** The fields of a block; null when {@code text} is none. */
    static @Nullable Map<String, Object> fields(String text) {
        int end = text.indexOf('\n');
        String date = end < 0 ? null : ofDateLine(text.substring(0, end).strip());
        if (date == null) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (String line : text.substring(end + 1).split("\n")) {
            addLine(line.strip(), fields);
        }
        fields.put("Detail-Time", date);
        return fields;
    }

    private static void addLine(String line, Map<String, Object> fields) {
        int equals = line.indexOf(" = ");
        String name = equals < 0 ? "" : line.substring(0, equals).strip();
        if (name.isEmpty() || secret(Texts.lower(name))) {
            return;
        }
        String raw = line.substring(equals + 3).strip();
        boolean quoted = raw.length() > 1 && raw.startsWith("\"") && raw.endsWith("\"");
        String value = quoted ? raw.substring(1, raw.length() - 1) : raw;
        String moment = name.equalsIgnoreCase("Event-Timestamp") ? ofTimestamp(value) : value;
        if (moment != null) {
            fields.putIfAbsent(name, moment);
        }
    }

    private static boolean secret(String name) {
        return name.contains("password")
                || name.contains("secret")
                || name.endsWith("-key")
                || name.endsWith("-response")
                || name.endsWith("-challenge")
                || name.equals("eap-message")
                || name.equals("message-authenticator");
    }

    /** {@code Tue Nov 14 22:13:20 2023}, in the server's own time: taken for UTC. */
    private static @Nullable String ofDateLine(String line) {
        String[] parts = line.length() > 40 ? new String[0] : words(line);
        return parts.length == 5 ? iso(parts[4], parts[1], parts[2], parts[3], "Z") : null;
    }

    /** {@code Nov 14 2023 22:13:20 UTC}; seconds since 1970 stay; null with an unknown zone. */
    private static @Nullable String ofTimestamp(String value) {
        String[] parts = value.length() > 40 ? new String[0] : words(value);
        if (parts.length == 1) {
            return value;
        }
        String zone = parts.length == 5 ? ZONES.get(parts[4]) : null;
        return zone == null ? null : iso(parts[2], parts[0], parts[1], parts[3], zone);
    }

    private static String[] words(String line) {
        return line.replace("  ", " ").split(" ", 8);
    }

    private static @Nullable String iso(
            String year, String month, String day, String time, String zone) {
        int number = MONTHS.indexOf(month) + 1;
        if (number == 0 || year.length() != 4 || day.length() > 2 || time.length() != 8) {
            return null;
        }
        String twoDigits = day.length() == 1 ? '0' + day : day;
        return year + (number < 10 ? "-0" : "-") + number + '-' + twoDigits + 'T' + time + zone;
    }
}

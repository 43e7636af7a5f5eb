// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.telemetry.RecordFields;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The {@code name=value} pairs of a line, as firewalls and controllers write them: a value with
 * spaces stands in quotes, pairs are apart by spaces, commas or semicolons. Words that are no pair
 * are left out. One pass; at most 512 pairs.
 */
final class KeyValues {
    /** What a syslog head tells is under these names. */
    static final String TIME = "syslog.time";

    static final String HOST = "syslog.host";
    static final String PROGRAM = "syslog.program";

    private static final int MAX_PAIRS = 512;
    private static final int MAX_NAME = 64;

    private KeyValues() {}

    /** The pairs of {@code line} and what its head says, if it has one. */
    static RecordFields of(String line) {
        SyslogHead head = SyslogHead.of(line);
        Map<String, Object> fields = new LinkedHashMap<>();
        if (head != null) {
            put(fields, TIME, head.time());
            put(fields, HOST, head.host());
            put(fields, PROGRAM, head.program());
        }
        pairs(head == null ? line : head.message(), fields);
        return RecordFields.ofJson(fields);
    }

    private static void pairs(String text, Map<String, Object> fields) {
        int at = 0;
        while (at < text.length() && fields.size() < MAX_PAIRS) {
            int start = at;
            while (at < text.length() && !between(text.charAt(at)) && text.charAt(at) != '=') {
                at++;
            }
            boolean pair = at > start && at < text.length() && text.charAt(at) == '=';
            if (!pair || at - start > MAX_NAME) {
                at++;
                continue;
            }
            String name = text.substring(start, at);
            at++;
            boolean quoted = at < text.length() && text.charAt(at) == '"';
            StringBuilder value = new StringBuilder();
            at = quoted ? quoted(text, at + 1, value) : bare(text, at, value);
            put(fields, name, value.toString());
        }
    }

    private static int quoted(String text, int start, StringBuilder value) {
        int at = start;
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at));
            at++;
        }
        return at + 1;
    }

    private static int bare(String text, int start, StringBuilder value) {
        int at = start;
        while (at < text.length() && !between(text.charAt(at))) {
            value.append(text.charAt(at));
            at++;
        }
        return at;
    }

    private static boolean between(char c) {
        return c == ' ' || c == '\t' || c == ',' || c == ';' || c == '\n' || c == '\r';
    }

    private static void put(Map<String, Object> fields, String name, String value) {
        if (!value.isEmpty()) {
            fields.putIfAbsent(name, value);
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines that the audit of Linux writes about one event: they share {@code
 * msg=audit(seconds.millis:serial)}. Values keep their quotes, which tell text from hexadecimal.
 */
final class AuditLines {
    private static final String STAMP = "msg=audit(";
    private static final int MAX_NAMES = 1_000;
    private static final int MAX_STAMP = 64;

    private AuditLines() {}

    /** {@code seconds.millis:serial} of a line; null when it is no line of the audit. */
    static @Nullable String stamp(String line) {
        if (!line.startsWith("type=") && !line.startsWith("node=")) {
            return null;
        }
        int at = line.indexOf(STAMP);
        int end = at < 0 ? -1 : line.indexOf(')', at);
        boolean stamped = end > 0 && end - at <= MAX_STAMP;
        String stamp = stamped ? line.substring(at + STAMP.length(), end) : "";
        return stamp.indexOf(':') > 0 ? stamp : null;
    }

    /** The fields of the lines of one event; arguments of EXECVE as {@code a0.execve}. */
    static Map<String, Object> fields(String stamp, String block) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("audit_time", stamp.substring(0, stamp.indexOf(':')));
        fields.put("audit_serial", stamp.substring(stamp.indexOf(':') + 1));
        for (String line : block.split("\n")) {
            addLine(line, fields);
        }
        return fields;
    }

    private static void addLine(String line, Map<String, Object> fields) {
        boolean execve = line.contains("type=EXECVE ");
        int at = 0;
        while (at < line.length() && fields.size() < MAX_NAMES) {
            int equals = line.indexOf('=', at);
            if (equals < 0) {
                return;
            }
            int end = endOfValue(line, equals + 1);
            String name = line.substring(at, equals).strip();
            if (!name.equals("type") && !name.equals("msg")) {
                fields.putIfAbsent(execve ? argument(name) : name, line.substring(equals + 1, end));
            }
            at = end;
            while (at < line.length() && line.charAt(at) <= ' ') {
                at++;
            }
        }
    }

    /** A long argument comes in pieces: {@code a1[0]}, of which the first stands for all. */
    private static String argument(String name) {
        boolean argument = name.length() > 1 && name.charAt(0) == 'a' && name.charAt(1) <= '9';
        String bare = name.endsWith("[0]") ? name.substring(0, name.length() - 3) : name;
        return argument ? bare + ".execve" : name;
    }

    private static int endOfValue(String line, int start) {
        char quote = start < line.length() ? line.charAt(start) : ' ';
        if (quote == '"' || quote == '\'') {
            int close = line.indexOf(quote, start + 1);
            return close < 0 ? line.length() : close + 1;
        }
        int end = start;
        // resolved names follow the others after a group separator
        while (end < line.length() && line.charAt(end) > ' ') {
            end++;
        }
        return end;
    }
}

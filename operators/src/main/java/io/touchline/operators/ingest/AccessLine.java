// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.telemetry.IpAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line of the access log of nginx or Apache, in the common or the combined form, with or without
 * the virtual host before it; whatever follows the agent is left out. One pass over the line.
 */
final class AccessLine {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int MAX_METHOD = 16;

    private final String line;
    private int at;

    private AccessLine(String line, int at) {
        this.line = line;
        this.at = at;
    }

    /** The fields of {@code line}; null if it has not this form. */
    static @Nullable Map<String, Object> fields(String line) {
        // A quote is escaped in what a client sends, so this is the end of the time and no other.
        int close = line.indexOf("] \"");
        int open = close < 0 ? -1 : line.lastIndexOf(" [", close);
        String time = open < 0 ? null : time(line.substring(open + 2, close));
        if (time == null) {
            return null;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", time);
        boolean read =
                ends(Rows.split(line.substring(0, open), ' '), fields)
                        && new AccessLine(line, close + 2).reply(fields);
        return read ? fields : null;
    }

    /** {@code [host] client ident user}; the user of an address may hold spaces. */
    private static boolean ends(List<String> words, Map<String, Object> fields) {
        int size = words.size();
        boolean address = IpAddress.parse(words.get(0)) != null;
        boolean behind = size > 3 && IpAddress.parse(words.get(1)) != null;
        int client = size > 3 && !address && (size == 4 || behind) ? 1 : 0;
        // Without an address to go by, only a line as servers really write them is taken for one.
        boolean bare = size == client + 3 && words.get(client + 1).equals("-");
        boolean form = bare || (size >= client + 3 && (address || behind));
        if (!form || !name(words.get(0)) || !name(words.get(client))) {
            return false;
        }
        if (client == 1) {
            fields.put("server", words.get(0));
        }
        fields.put("client", words.get(client));
        fields.put("user", String.join(" ", words.subList(client + 2, size)));
        return true;
    }

    /** {@code "request" status bytes ["referer" "agent"]}. */
    private boolean reply(Map<String, Object> fields) {
        String request = quoted();
        String status = word();
        String bytes = word();
        if (request == null || status.length() != 3 || !digits(status) || !digits(bytes)) {
            return false;
        }
        request(request, fields);
        fields.put("status", status);
        fields.put("responsebytes", bytes);
        put(fields, "referer", quoted());
        put(fields, "agent", quoted());
        return true;
    }

    /** Method and target of {@code GET /path HTTP/1.1}; of anything else nothing. */
    static void request(String request, Map<String, Object> fields) {
        int first = request.indexOf(' ');
        if (first < 1 || first > MAX_METHOD || !capitals(request.substring(0, first))) {
            return;
        }
        int last = request.lastIndexOf(' ');
        boolean version = last > first && request.startsWith("HTTP/", last + 1);
        fields.put("method", request.substring(0, first));
        fields.put("target", request.substring(first + 1, version ? last : request.length()));
    }

    /** {@code 10/Oct/2023:13:55:36 +0200} as ISO-8601; null if it is no such time. */
    private static @Nullable String time(String text) {
        boolean form =
                text.length() == 26
                        && text.charAt(2) == '/'
                        && text.charAt(6) == '/'
                        && text.charAt(11) == ':'
                        && text.charAt(20) == ' ';
        int month = form ? MONTHS.indexOf(text.substring(3, 6)) : -1;
        if (month < 0 || month % 3 != 0) {
            return null;
        }
        int number = month / 3 + 1;
        String date = text.substring(7, 11) + (number < 10 ? "-0" : "-") + number + "-";
        return date + text.substring(0, 2) + "T" + text.substring(12, 20) + text.substring(21);
    }

    /** The text in quotes that is next; null where none is. */
    private @Nullable String quoted() {
        skipSpace();
        if (at >= line.length() || line.charAt(at) != '"') {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int i = at + 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"') {
                at = i + 1;
                return text.toString();
            }
            char next = i + 1 < line.length() ? line.charAt(i + 1) : ' ';
            boolean escape = c == '\\' && (next == '"' || next == '\\');
            text.append(escape ? line.charAt(++i) : c);
        }
        return null;
    }

    private String word() {
        skipSpace();
        int end = line.indexOf(' ', at);
        end = end < 0 ? line.length() : end;
        String word = line.substring(at, end);
        at = end;
        return word;
    }

    private void skipSpace() {
        while (at < line.length() && line.charAt(at) == ' ') {
            at++;
        }
    }

    private static void put(Map<String, Object> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    /** Nothing but what a name or an address with its port is made of. */
    private static boolean name(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c >= 0x80 || (!Character.isLetterOrDigit(c) && ".:-_[]%".indexOf(c) < 0)) {
                return false;
            }
        }
        return !word.isEmpty();
    }

    /** A number, or the dash that stands for none. */
    private static boolean digits(String word) {
        boolean digits = !word.isEmpty();
        for (int i = 0; digits && i < word.length(); i++) {
            digits = word.charAt(i) >= '0' && word.charAt(i) <= '9';
        }
        return digits || word.equals("-");
    }

    private static boolean capitals(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if ((c < 'A' || c > 'Z') && c != '-' && c != '_') {
                return false;
            }
        }
        return !word.equals("-");
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import org.jspecify.annotations.Nullable;

/**
 * The head of a syslog line, as RFC 5424 or RFC 3164 has it: {@code <PRI>}, then version, time,
 * machine and program. What a line leaves out is empty. Only a line that begins with a priority is
 * taken for one, since nothing else tells it from text.
 *
 * @param time as it stands there; RFC 3164 has one without a year, which is no time for us: empty
 * @param message what follows, structured data cut off
 */
record SyslogHead(String time, String host, String program, String message) {
    private static final int MAX_PRIORITY = 191;

    /** The head of {@code line}, or null if it has none. */
    static @Nullable SyslogHead of(String line) {
        int close = line.indexOf('>');
        if (!line.startsWith("<") || close < 2 || close > 4 || !priority(line, close)) {
            return null;
        }
        int at = close + 1;
        if (line.startsWith("1 ", at)) {
            return rfc5424(line, at + 2);
        }
        return rfc3164(line, at);
    }

    private static boolean priority(String line, int close) {
        int value = 0;
        for (int i = 1; i < close; i++) {
            int digit = line.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = 10 * value + digit;
        }
        return value <= MAX_PRIORITY;
    }

    private static SyslogHead rfc5424(String line, int start) {
        String[] words = new String[5]; // time, machine, program, process, kind of message
        int at = start;
        for (int i = 0; i < words.length; i++) {
            int space = line.indexOf(' ', at);
            int end = space < 0 ? line.length() : space;
            words[i] = line.substring(at, end);
            at = Math.min(line.length(), end + 1);
        }
        at = afterStructuredData(line, at);
        return new SyslogHead(
                given(words[0]), given(words[1]), given(words[2]), line.substring(at).strip());
    }

    private static int afterStructuredData(String line, int start) {
        if (start < line.length() && line.charAt(start) == '-') {
            return start + 1;
        }
        int at = start;
        boolean quoted = false;
        boolean inside = false;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (quoted && c == '\\') {
                at++;
            } else if (c == '"' && inside) {
                quoted = !quoted;
            } else if (!quoted && c == '[') {
                inside = true;
            } else if (!quoted && c == ']') {
                inside = false;
            } else if (!inside && !quoted) {
                return at;
            }
            at++;
        }
        return start; // it never closes: it is text
    }

    /** {@code Mmm dd hh:mm:ss machine program[process]:}, of which senders leave out parts. */
    private static SyslogHead rfc3164(String line, int start) {
        boolean dated =
                line.length() > start + 15
                        && line.charAt(start + 3) == ' '
                        && line.charAt(start + 6) == ' '
                        && line.charAt(start + 9) == ':'
                        && line.charAt(start + 12) == ':'
                        && line.charAt(start + 15) == ' ';
        if (!dated) {
            return new SyslogHead("", "", "", line.substring(start).strip());
        }
        int host = start + 16;
        int space = line.indexOf(' ', host);
        if (space < 0 || line.substring(host, space).indexOf('=') >= 0) {
            return new SyslogHead("", "", "", line.substring(host).strip());
        }
        String machine = line.substring(host, space);
        int colon = line.indexOf(": ", space);
        String tag = colon < 0 ? "" : line.substring(space + 1, colon);
        boolean tagged = !tag.isEmpty() && tag.indexOf(' ') < 0 && tag.indexOf('=') < 0;
        int bracket = tag.indexOf('[');
        return new SyslogHead(
                "",
                machine,
                tagged ? (bracket < 0 ? tag : tag.substring(0, bracket)) : "",
                line.substring(tagged ? colon + 2 : space + 1).strip());
    }

    private static String given(String word) {
        return word.equals("-") ? "" : word;
    }
}

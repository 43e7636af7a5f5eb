// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.telemetry.DecimalText;
import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of the access log of an AWS load balancer: of an application, of a classic one, or a TLS
 * connection of a network one. More columns may follow than are known. One pass over the line.
 */
final class BalancerLine {
    private static final Set<String> TYPES = Set.of("http", "https", "h2", "grpcs", "ws", "wss");
    private static final int MAX_WORDS = 64;
    private static final int MAX_TYPE = 8;
    private static final int ISO_DATE = 10;
    private static final long MAX_MILLIS = 31_536_000_000L; // a year
    private static final int CLASSIC = 12;
    private static final int NETWORK = 17;

    private BalancerLine() {}

    /** The fields of {@code line}; null if it has not this form. */
    static @Nullable Map<String, Object> fields(String line) {
        int space = line.indexOf(' ');
        if (space < 2) {
            return null;
        }
        String first = line.substring(0, space);
        if (first.length() <= MAX_TYPE && TYPES.contains(first)) {
            return request(words(line), 1);
        }
        if (first.equals("tls")) {
            return connection(words(line));
        }
        return moment(first) ? request(words(line), 0) : null;
    }

    /**
     * A request.
     *
     * @param from place of the time: the columns behind it are the same for both kinds
     */
    private static @Nullable Map<String, Object> request(List<String> words, int from) {
        boolean form =
                words.size() >= from + CLASSIC
                        && moment(words.get(from))
                        && client(words.get(from + 2))
                        && number(words.get(from + 4))
                        && number(words.get(from + 5))
                        && number(words.get(from + 6));
        if (!form) {
            return null;
        }
        Map<String, Object> fields = balancer(words.get(from + 1), words.get(from));
        fields.put("client", words.get(from + 2));
        duration(fields, words.subList(from + 4, from + 7));
        fields.put("status", words.get(from + 7));
        fields.put("requestbytes", words.get(from + 9));
        fields.put("responsebytes", words.get(from + 10));
        AccessLine.request(words.get(from + 11), fields);
        put(fields, "agent", words, from + 12);
        if (from == 1) {
            put(fields, "trace", words, 17);
            put(fields, "host", words, 18);
            begun(fields, words, 21);
        }
        return fields;
    }

    private static @Nullable Map<String, Object> connection(List<String> words) {
        if (words.size() < NETWORK || !moment(words.get(2)) || !client(words.get(5))) {
            return null;
        }
        Map<String, Object> fields = balancer(words.get(3), words.get(2));
        fields.put("client", words.get(5));
        long millis = DecimalText.whole(words.get(7));
        if (millis >= 0) {
            fields.put("micros", String.valueOf(Math.min(millis, MAX_MILLIS) * 1_000));
        }
        fields.put("requestbytes", words.get(9));
        fields.put("responsebytes", words.get(10));
        put(fields, "host", words, 17);
        begun(fields, words, 21);
        return fields;
    }

    /** The name in {@code app/name/id}; a classic one bears its name alone. */
    private static Map<String, Object> balancer(String id, String time) {
        int start = id.indexOf('/') + 1;
        int end = id.indexOf('/', start);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("time", time);
        fields.put("server", start > 0 && end > start ? id.substring(start, end) : id);
        return fields;
    }

    /** The parts of a duration that were reached: -1 stands for one that was not. */
    private static void duration(Map<String, Object> fields, List<String> parts) {
        long sum = -1;
        for (String part : parts) {
            long micros = DecimalText.scaled(part, 6);
            sum = micros < 0 ? sum : Math.max(sum, 0) + Math.min(micros, MAX_MILLIS * 1_000);
        }
        if (sum >= 0) {
            fields.put("micros", String.valueOf(sum));
        }
    }

    private static void begun(Map<String, Object> fields, List<String> words, int place) {
        if (place < words.size() && moment(words.get(place))) {
            fields.put("begun", words.get(place));
        }
    }

    private static void put(
            Map<String, Object> fields, String name, List<String> words, int place) {
        if (place < words.size()) {
            fields.put(name, words.get(place));
        }
    }

    private static boolean moment(String word) {
        return word.length() > ISO_DATE
                && word.charAt(ISO_DATE) == 'T'
                && Times.micros(word) != Times.UNKNOWN;
    }

    private static boolean client(String word) {
        return word.indexOf(':') > 0 && IpAddress.parseWithPort(word) != null;
    }

    private static boolean number(String word) {
        return word.equals("-1") || word.equals("-") || DecimalText.scaled(word, 6) >= 0;
    }

    /** Words by single spaces; one in quotes may hold spaces and escaped quotes. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length() && words.size() < MAX_WORDS) {
            boolean quoted = line.charAt(at) == '"';
            int start = quoted ? at + 1 : at;
            int end = quoted ? closing(line, start) : line.indexOf(' ', start);
            end = end < 0 ? line.length() : end;
            words.add(line.substring(start, end));
            at = end + (quoted ? 2 : 1);
        }
        return words;
    }

    private static int closing(String line, int from) {
        int quote = line.indexOf('"', from);
        while (quote > from && line.charAt(quote - 1) == '\\') {
            quote = line.indexOf('"', quote + 1);
        }
        return quote;
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

/**
 * The shape of a path: its segments by class, at most eight, as {@code /word/number/file.php}.
 *
 * <p>Classes: {@code word} (letters), {@code number}, {@code hex} (8 and more hex digits with a
 * digit), {@code long} (over 32 characters), {@code mixed}; a last segment with a short extension
 * is {@code file.ext}.
 */
public final class PathShape {
    private static final int MAX_SEGMENTS = 8;
    private static final int MAX_EXTENSION = 5;
    private static final int LONG = 32;

    private PathShape() {}

    public static String of(String path) {
        String bare = withoutHost(path);
        StringBuilder shape = new StringBuilder();
        int segments = 0;
        int start = 0;
        while (start < bare.length()) {
            int end = bare.indexOf('/', start);
            boolean last = end < 0;
            String segment = bare.substring(start, last ? bare.length() : end);
            if (!segment.isEmpty()) {
                if (segments == MAX_SEGMENTS) {
                    return shape.append("/..").toString();
                }
                shape.append('/').append(last ? file(segment) : segment(segment));
                segments++;
            }
            start = last ? bare.length() : end + 1;
        }
        return shape.length() == 0 ? "/" : shape.toString();
    }

    private static String withoutHost(String path) {
        int scheme = path.indexOf("://");
        if (scheme < 0 || scheme > 5) {
            return path;
        }
        int slash = path.indexOf('/', scheme + 3);
        return slash < 0 ? "" : path.substring(slash);
    }

    private static String file(String segment) {
        int dot = segment.lastIndexOf('.');
        String extension = segment.substring(dot + 1);
        boolean file = dot > 0 && !extension.isEmpty() && extension.length() <= MAX_EXTENSION;
        for (int i = 0; file && i < extension.length(); i++) {
            file = isLetter(extension.charAt(i)) || isDigit(extension.charAt(i));
        }
        return file ? "file." + Texts.lower(extension) : segment(segment);
    }

    private static String segment(String segment) {
        int letters = 0;
        int digits = 0;
        int hex = 0;
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            letters += isLetter(c) || c == '-' || c == '_' || c == '.' ? 1 : 0;
            digits += isDigit(c) ? 1 : 0;
            hex += c < 128 && Character.digit(c, 16) >= 0 ? 1 : 0;
        }
        int length = segment.length();
        if (digits == length) {
            return "number";
        }
        if (hex == length && length >= 8 && digits > 0) {
            return "hex";
        }
        if (length > LONG) {
            return "long";
        }
        return letters == length ? "word" : "mixed";
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

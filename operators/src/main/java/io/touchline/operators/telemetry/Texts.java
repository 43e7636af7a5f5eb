// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/** Hostile text made harmless. Every method is total and linear in the length of its input. */
public final class Texts {
    public static final int MAX_FIELD = 16_384;
    public static final int MAX_ATTRIBUTE = 128;

    private Texts() {}

    /** Without control characters, bidi marks and lone surrogates; NFC; at most 16,384 chars. */
    public static String clean(String text) {
        return clean(text, MAX_FIELD);
    }

    /** As {@link #clean}, at most 128 chars. */
    public static String attribute(String text) {
        return clean(text, MAX_ATTRIBUTE);
    }

    /** Lower case by the rules of no language. */
    public static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** One line for a person: control characters and the like written as escapes. */
    public static String escaped(String text, int limit) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length() && out.length() < limit; i++) {
            char c = text.charAt(i);
            if (dropped(c) || Character.isSurrogate(c)) {
                out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String clean(String text, int limit) {
        boolean plain = text.length() <= limit;
        for (int i = 0; plain && i < text.length(); i++) {
            char c = text.charAt(i);
            plain = c >= ' ' && c < 0x7f;
        }
        if (plain) {
            return text;
        }
        StringBuilder out = new StringBuilder(Math.min(text.length(), limit));
        for (int i = 0; i < text.length() && out.length() < limit; i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                if (out.length() + 2 > limit) {
                    break;
                }
                out.append(c).append(text.charAt(++i));
            } else if (!dropped(c) && !Character.isSurrogate(c)) {
                out.append(c);
            }
        }
        String normal = Normalizer.normalize(out, Normalizer.Form.NFC);
        // Composition may lengthen a text: a few characters have no composed form.
        return normal.length() <= limit ? normal : clean(normal.substring(0, limit), limit);
    }

    private static boolean dropped(char c) {
        return c < ' '
                || (c >= 0x7f && c < 0xa0)
                || c == 0x061c
                || c == 0x200e
                || c == 0x200f
                || (c >= 0x2028 && c <= 0x202e)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0xfeff;
    }

    /** Zeek's {@code \xNN} (and, in TSV, the doubled backslash) undone; bytes read as UTF-8. */
    public static String unescaped(String text, boolean doubledBackslash) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        byte[] run = new byte[text.length() / 4 + 1];
        int at = 0;
        while (at < text.length()) {
            int bytes = 0;
            int start = at;
            while (isEscape(text, at)) {
                run[bytes++] = (byte) Integer.parseInt(text.substring(at + 2, at + 4), 16);
                at += 4;
            }
            if (bytes > 0) {
                out.append(utf8(run, bytes, text.substring(start, at)));
            } else {
                char c = text.charAt(at++);
                out.append(c);
                if (doubledBackslash && c == '\\' && at < text.length() && text.charAt(at) == c) {
                    at++;
                }
            }
        }
        return out.toString();
    }

    private static boolean isEscape(String text, int at) {
        return at + 3 < text.length()
                && text.charAt(at) == '\\'
                && text.charAt(at + 1) == 'x'
                && hex(text.charAt(at + 2))
                && hex(text.charAt(at + 3));
    }

    private static boolean hex(char c) {
        return c < 128 && Character.digit(c, 16) >= 0;
    }

    private static String utf8(byte[] bytes, int length, String raw) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return raw; // no UTF-8: the escapes stay as they are, in both dialects alike
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * RFC 2047 words ({@code =?UTF-8?B?..?=}) decoded, adjacent ones joined. A word of an unknown
 * charset or a broken one stays as it is. Total, one pass.
 */
public final class EncodedWords {
    private EncodedWords() {}

    public static String decode(String text) {
        if (!text.contains("=?")) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        int at = 0;
        boolean afterWord = false;
        while (at < text.length()) {
            int start = text.indexOf("=?", at);
            int charsetEnd = start < 0 ? -1 : text.indexOf('?', start + 2);
            int end = charsetEnd < 0 ? -1 : text.indexOf("?=", charsetEnd + 3);
            if (end < 0) {
                break;
            }
            String word = word(text, start, charsetEnd, end);
            String gap = text.substring(at, start);
            if (!(afterWord && word != null && gap.isBlank())) {
                out.append(gap);
            }
            out.append(word == null ? text.substring(start, end + 2) : word);
            afterWord = word != null;
            at = end + 2;
        }
        return out.append(text, at, text.length()).toString();
    }

    private static @Nullable String word(String text, int start, int charsetEnd, int end) {
        if (charsetEnd + 2 >= text.length() || text.charAt(charsetEnd + 2) != '?') {
            return null;
        }
        char encoding = Character.toUpperCase(text.charAt(charsetEnd + 1));
        String body = text.substring(charsetEnd + 3, end);
        try {
            Charset charset = Charset.forName(text.substring(start + 2, charsetEnd));
            if (encoding == 'B') {
                return new String(Base64.getMimeDecoder().decode(body), charset);
            }
            return encoding == 'Q' ? new String(quotedPrintable(body), charset) : null;
        } catch (IllegalArgumentException e) {
            return null; // a charset that Java does not know, or no Base64
        }
    }

    private static byte[] quotedPrintable(String body) {
        byte[] bytes = new byte[body.length()];
        int count = 0;
        for (int i = 0; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '=' && i + 2 < body.length()) {
                int value =
                        Character.digit(body.charAt(i + 1), 16) * 16
                                + Character.digit(body.charAt(i + 2), 16);
                bytes[count++] = (byte) value;
                i += 2;
            } else {
                bytes[count++] = (byte) (c == '_' ? ' ' : c);
            }
        }
        return Arrays.copyOf(bytes, count);
    }
}

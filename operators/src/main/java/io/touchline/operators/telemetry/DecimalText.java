// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Decimal numbers as text into scaled longs, never through {@code double}: {@code
 * scaled("0.000871", 6) == 871}. Half a unit rounds up. Total: what is no number is {@link #NONE}.
 */
public final class DecimalText {
    public static final long NONE = Long.MIN_VALUE;

    private static final int MAX_LENGTH = 64;
    private static final int MAX_FAST_DIGITS = 18;
    private static final int MAX_EXPONENT = 40;

    private DecimalText() {}

    /** {@code text} times ten to the {@code scale}, or {@link #NONE}. */
    public static long scaled(String text, int scale) {
        int length = text.length();
        long value = 0;
        int digits = 0;
        int fraction = -1;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' && digits < MAX_FAST_DIGITS) {
                value = value * 10 + (c - '0');
                digits++;
                fraction = fraction < 0 ? fraction : fraction + 1;
            } else if (c == '.' && fraction < 0) {
                fraction = 0;
            } else {
                return slow(text, scale);
            }
        }
        int missing = scale - Math.max(fraction, 0);
        if (digits == 0 || missing < 0 || digits + missing > MAX_FAST_DIGITS) {
            return slow(text, scale);
        }
        for (int i = 0; i < missing; i++) {
            value *= 10;
        }
        return value;
    }

    /** A whole number, written with or without a fraction of zeros, or {@link #NONE}. */
    public static long whole(String text) {
        return scaled(text, 0);
    }

    private static long slow(String text, int scale) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || !looksDecimal(text)) {
            return NONE;
        }
        try {
            BigDecimal value = new BigDecimal(text);
            // Bounded before it is expanded: 1e999999999 must not fill the memory.
            if (Math.abs((long) value.precision() - value.scale()) > MAX_EXPONENT) {
                return value.precision() - (long) value.scale() < 0 ? 0 : NONE;
            }
            return value.movePointRight(scale).setScale(0, RoundingMode.HALF_UP).longValueExact();
        } catch (ArithmeticException | NumberFormatException e) {
            return NONE; // out of the range of long, or signs and points in odd places
        }
    }

    private static boolean looksDecimal(String text) {
        boolean digit = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digit = true;
            } else if (c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return digit;
    }
}

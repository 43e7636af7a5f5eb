// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * ISO-8601 date and time of day into microseconds since 1970 UTC, as logs really write it: a space
 * for the {@code T}, slashes for the dashes, no zone (UTC), an offset without colon, any number of
 * fraction digits. Total.
 */
public final class IsoTime {
    private static final long MICROS = 1_000_000L;
    private static final int MAX_LENGTH = 48;
    private static final int FRACTION_DIGITS = 6;

    private final String text;
    private int at;

    private IsoTime(String text) {
        this.text = text;
    }

    /** Microseconds, or {@link DecimalText#NONE}. */
    public static long micros(String text) {
        if (text.length() < 10 || text.length() > MAX_LENGTH) {
            return DecimalText.NONE;
        }
        return new IsoTime(text).read();
    }

    private long read() {
        int year = number(4);
        if (year < 0 || !skipDash()) {
            return DecimalText.NONE;
        }
        int month = number(2);
        if (month < 1 || month > 12 || !skipDash()) {
            return DecimalText.NONE;
        }
        int day = number(2);
        if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
            return DecimalText.NONE;
        }
        long midnight = LocalDate.of(year, month, day).toEpochDay() * 86_400L;
        if (at == text.length()) {
            return midnight * MICROS;
        }
        if (!skip('T') && !skip('t') && !skip(' ')) {
            return DecimalText.NONE;
        }
        return timeOfDay(midnight);
    }

    private long timeOfDay(long midnight) {
        int hour = number(2);
        if (hour < 0 || hour > 23 || !skip(':')) {
            return DecimalText.NONE;
        }
        int minute = number(2);
        int second = skip(':') ? number(2) : 0;
        if (minute < 0 || minute > 59 || second < 0 || second > 60) {
            return DecimalText.NONE;
        }
        long fraction = skip('.') || skip(',') ? fraction() : 0;
        long offset = offsetSeconds();
        if (fraction < 0 || offset == DecimalText.NONE) {
            return DecimalText.NONE;
        }
        return (midnight + hour * 3_600L + minute * 60L + second - offset) * MICROS + fraction;
    }

    private long fraction() {
        int start = at;
        long micros = 0;
        while (at < text.length() && isDigit(text.charAt(at))) {
            int digit = text.charAt(at) - '0';
            int place = at - start;
            if (place < FRACTION_DIGITS) {
                micros = micros * 10 + digit;
            } else if (place == FRACTION_DIGITS && digit >= 5) {
                micros++;
            }
            at++;
        }
        for (int place = at - start; place < FRACTION_DIGITS; place++) {
            micros *= 10;
        }
        return at == start ? -1 : micros;
    }

    private long offsetSeconds() {
        skip(' ');
        if (at == text.length()) {
            return 0;
        }
        boolean utc = skip('Z') || skip('z');
        if (!utc && text.startsWith("UTC", at)) {
            at += 3;
            utc = true;
        }
        if (utc) {
            return at == text.length() ? 0 : DecimalText.NONE;
        }
        boolean minus = skip('-');
        if (!minus && !skip('+')) {
            return DecimalText.NONE;
        }
        int hours = number(2);
        skip(':');
        int minutes = at < text.length() ? number(2) : 0;
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || at != text.length()) {
            return DecimalText.NONE;
        }
        long seconds = hours * 3_600L + minutes * 60L;
        return minus ? -seconds : seconds;
    }

    private boolean skipDash() {
        return skip('-') || skip('/');
    }

    private boolean skip(char wanted) {
        if (at < text.length() && text.charAt(at) == wanted) {
            at++;
            return true;
        }
        return false;
    }

    private int number(int digits) {
        if (at + digits > text.length()) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < digits; i++) {
            char c = text.charAt(at + i);
            if (!isDigit(c)) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        at += digits;
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

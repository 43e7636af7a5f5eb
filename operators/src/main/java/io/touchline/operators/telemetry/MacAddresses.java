// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import org.jspecify.annotations.Nullable;

/** Hardware addresses in one form, {@code 00:11:22:aa:bb:cc}. Total. */
public final class MacAddresses {
    private static final int DIGITS = 12;
    private static final int MAX_LENGTH = 32;

    private MacAddresses() {}

    /**
     * Of {@code 00-11-22-AA-BB-CC}, {@code 0011.22aa.bbcc}, {@code 001122aabbcc}; null when there
     * are not twelve digits.
     */
    public static @Nullable String canonical(String text) {
        StringBuilder mac = new StringBuilder(17);
        int digits = 0;
        for (int i = 0; i < Math.min(text.length(), MAX_LENGTH); i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit >= 0 && digits < DIGITS) {
                mac.append(digits > 0 && digits % 2 == 0 ? ":" : "");
                mac.append(Character.forDigit(digit, 16));
                digits++;
            } else if (digit >= 0 || (c != ':' && c != '-' && c != '.')) {
                return null;
            }
        }
        return digits == DIGITS && text.length() <= MAX_LENGTH ? mac.toString() : null;
    }
}

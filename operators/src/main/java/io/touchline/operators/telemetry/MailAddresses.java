// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Addresses out of mail headers: display names, comments and groups left out, lower case. */
public final class MailAddresses {
    private static final int MAX_ADDRESS = 254;

    private MailAddresses() {}

    /** The addresses of a header as {@code "Doe, J." <j@x.org>, k@y.org}; one pass. */
    public static List<String> all(String header) {
        List<String> addresses = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        @Nullable String angle = null;
        boolean quoted = false;
        int comments = 0;
        for (int i = 0; i <= header.length(); i++) {
            char c = i == header.length() ? ',' : header.charAt(i);
            boolean last = i == header.length();
            if (quoted && !last) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (comments > 0 && !last) {
                comments += c == '(' ? 1 : c == ')' ? -1 : 0;
            } else if (c == '"') {
                quoted = true;
            } else if (c == '(') {
                comments++;
            } else if (c == '<') {
                int close = header.indexOf('>', i);
                close = close < 0 ? header.length() : close;
                angle = header.substring(i + 1, close);
                i = Math.min(close, header.length() - 1);
            } else if (c == ',' || c == ';') {
                add(addresses, angle == null ? plain.toString() : angle);
                plain.setLength(0);
                angle = null;
            } else if (c == ':') {
                plain.setLength(0); // the name of a group
            } else {
                plain.append(c);
            }
        }
        return addresses;
    }

    public static @Nullable String first(@Nullable String header) {
        List<String> addresses = header == null ? List.of() : all(header);
        return addresses.isEmpty() ? null : addresses.get(0);
    }

    /** What follows the last @, without a trailing dot; empty without one. */
    public static String domain(String address) {
        String domain = address.substring(address.lastIndexOf('@') + 1);
        return address.indexOf('@') < 0
                ? ""
                : domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    }

    private static void add(List<String> addresses, String text) {
        String address = Texts.lower(text).strip();
        int at = address.lastIndexOf('@');
        boolean whole = at > 0 && at < address.length() - 1 && address.length() <= MAX_ADDRESS;
        for (int i = 0; whole && i < address.length(); i++) {
            whole = address.charAt(i) > ' ';
        }
        if (whole) {
            addresses.add(address);
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import crawlercommons.domains.EffectiveTldFinder;
import java.net.IDN;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Host names in one form: lower-case punycode without port and trailing dot. Total. */
public final class HostNames {
    private static final int MAX_NAME = 253;
    private static final List<String> REVERSE = List.of("in-addr.arpa", "ip6.arpa");

    private HostNames() {}

    /**
     * The host of {@code host}, {@code host:port} or {@code [v6]:port}; null when nothing is left.
     */
    public static @Nullable String canonical(String text) {
        IpAddress address = IpAddress.parseWithPort(text);
        if (address != null) {
            return address.toString();
        }
        int colon = text.indexOf(':');
        String name = Texts.lower(colon < 0 ? text : text.substring(0, colon)).strip();
        while (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.length() > MAX_NAME) {
            name = name.substring(name.length() - MAX_NAME);
        }
        return name.isEmpty() ? null : ascii(name);
    }

    /** The host of a URL or of {@code host/path}; null when there is none. */
    public static @Nullable String ofUrl(String url) {
        int scheme = url.indexOf("://");
        int start = scheme < 0 ? 0 : scheme + 3;
        int end = start;
        while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
            end++;
        }
        String authority = url.substring(start, end);
        return canonical(authority.substring(authority.lastIndexOf('@') + 1));
    }

    /**
     * The registered domain of a name by the public suffix list, private suffixes included; a
     * reverse name gives {@code in-addr.arpa} or {@code ip6.arpa}, a name below no public suffix
     * its last two labels, an address itself.
     */
    public static String registeredDomain(String name) {
        for (String reverse : REVERSE) {
            if (name.equals(reverse) || name.endsWith('.' + reverse)) {
                return reverse;
            }
        }
        if (endsInDigit(name) && IpAddress.parse(name) != null) {
            return name;
        }
        String registered = EffectiveTldFinder.getAssignedDomain(name, true, false);
        if (registered != null && !registered.isEmpty()) {
            return registered;
        }
        int last = name.lastIndexOf('.');
        int second = last < 0 ? -1 : name.lastIndexOf('.', last - 1);
        return name.substring(second + 1);
    }

    /** As an IPv4 address does; one of IPv6 holds no dot in its canonical text. */
    private static boolean endsInDigit(String name) {
        char last = name.isEmpty() ? ' ' : name.charAt(name.length() - 1);
        return last >= '0' && last <= '9';
    }

    private static String ascii(String name) {
        boolean plain = true;
        for (int i = 0; plain && i < name.length(); i++) {
            plain = name.charAt(i) < 0x80;
        }
        if (plain) {
            return name;
        }
        try {
            return Texts.lower(IDN.toASCII(name, IDN.ALLOW_UNASSIGNED));
        } catch (IllegalArgumentException e) {
            return name; // no legal name: kept as it was asked for
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * An address, compared by value: an IPv4 address is held as its IPv4-mapped IPv6 form, so both ways
 * of writing it are one address. Parsing never resolves a name.
 */
public record IpAddress(long high, long low) implements Comparable<IpAddress> {
    private static final long MAPPED = 0xffff_0000_0000L;
    private static final int MAX_LENGTH = 64;

    /** The address, without brackets and zone id; null for anything else. */
    public static @Nullable IpAddress parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return null;
        }
        String bare = text;
        if (bare.startsWith("[") && bare.endsWith("]")) {
            bare = bare.substring(1, bare.length() - 1);
        }
        int zone = bare.indexOf('%');
        bare = zone < 0 ? bare : bare.substring(0, zone);
        if (bare.indexOf(':') >= 0) {
            return parseV6(bare);
        }
        long v4 = parseV4(bare);
        return v4 < 0 ? null : new IpAddress(0, MAPPED | v4);
    }

    /** The address in {@code ip}, {@code ip:port} or {@code [v6]:port}; null for anything else. */
    public static @Nullable IpAddress parseWithPort(String text) {
        int close = text.indexOf(']');
        if (text.startsWith("[") && close > 0) {
            return parse(text.substring(1, close));
        }
        int colon = text.indexOf(':');
        if (colon > 0 && text.indexOf(':', colon + 1) < 0) {
            return parse(text.substring(0, colon));
        }
        return parse(text);
    }

    public boolean v4() {
        return high == 0 && (low >>> 32) == 0xffffL;
    }

    public boolean multicast() {
        return v4() ? (low >>> 28 & 0xf) == 0xe : (high >>> 56) == 0xff;
    }

    /** 0.0.0.0, :: or 255.255.255.255: nobody's address. */
    public boolean nobody() {
        return v4() ? (int) low == 0 || (int) low == -1 : high == 0 && low == 0;
    }

    /** Of a range that no route on the internet leads to: private, shared, link-local, loopback. */
    public boolean unrouted() {
        if (!v4()) {
            boolean loopback = high == 0 && low == 1;
            return loopback || (high >>> 57) == 0x7e || (high >>> 54) == 0x3fa;
        }
        int first = (int) (low >>> 24) & 255;
        int second = (int) (low >>> 16) & 255;
        return first == 10
                || first == 127
                || (first == 100 && second >>> 6 == 1)
                || (first == 169 && second == 254)
                || (first == 172 && second >>> 4 == 1)
                || (first == 192 && second == 168);
    }

    /** Whether the last octet of an IPv4 address is 255. */
    public boolean endsIn255() {
        return v4() && (low & 0xff) == 0xff;
    }

    /** The /24 of an IPv4, the /48 of an IPv6 address, as {@code 192.0.2.0/24}. */
    public String network() {
        return v4()
                ? new IpAddress(0, low & ~0xffL) + "/24"
                : new IpAddress(high & ~0xffffL, 0) + "/48";
    }

    /** Whether the first {@code bits} of 128 equal those of {@code other}. */
    public boolean sharesPrefix(IpAddress other, int bits) {
        long highMask = bits >= 64 ? -1L : bits == 0 ? 0 : -1L << (64 - bits);
        long lowMask = bits >= 128 ? -1L : bits <= 64 ? 0 : -1L << (128 - bits);
        return ((high ^ other.high) & highMask) == 0 && ((low ^ other.low) & lowMask) == 0;
    }

    /** In the order of their bytes on the wire. */
    @Override
    public int compareTo(IpAddress other) {
        int order = Long.compareUnsigned(high, other.high);
        return order == 0 ? Long.compareUnsigned(low, other.low) : order;
    }

    /** Canonical text (RFC 5952 for IPv6). */
    @Override
    public String toString() {
        if (v4()) {
            int v4 = (int) low;
            return (v4 >>> 24)
                    + "."
                    + (v4 >>> 16 & 255)
                    + "."
                    + (v4 >>> 8 & 255)
                    + "."
                    + (v4 & 255);
        }
        int bestStart = -1;
        int bestLength = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && group(end) == 0) {
                end++;
            }
            if (end - i > bestLength) {
                bestStart = i;
                bestLength = end - i;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (i == bestStart) {
                text.append("::");
                i += bestLength - 1;
            } else {
                if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }

    private int group(int index) {
        return (int) ((index < 4 ? high : low) >>> (48 - 16 * (index & 3))) & 0xffff;
    }

    private static long parseV4(String text) {
        long value = 0;
        int octets = 0;
        int at = 0;
        while (octets < 4) {
            int start = at;
            int octet = 0;
            while (at < text.length()
                    && at - start < 3
                    && Character.digit(text.charAt(at), 10) >= 0) {
                if (text.charAt(at) > '9') {
                    return -1;
                }
                octet = octet * 10 + (text.charAt(at) - '0');
                at++;
            }
            boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
            if (at == start || octet > 255 || leadingZero) {
                return -1;
            }
            value = value << 8 | octet;
            octets++;
            if (octets < 4) {
                if (at >= text.length() || text.charAt(at) != '.') {
                    return -1;
                }
                at++;
            }
        }
        return at == text.length() ? value : -1;
    }

    private static @Nullable IpAddress parseV6(String text) {
        int gap = text.indexOf("::");
        if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
            return null;
        }
        int[] groups = new int[8];
        if (gap < 0) {
            return groups(text, groups, 0) == 8 ? of(groups) : null;
        }
        int before = groups(text.substring(0, gap), groups, 0);
        int[] tail = new int[8];
        int after = groups(text.substring(gap + 2), tail, 0);
        if (before < 0 || after < 0 || before + after > 7) {
            return null;
        }
        System.arraycopy(tail, 0, groups, 8 - after, after);
        return of(groups);
    }

    /** Number of 16-bit groups in {@code text}, or -1. */
    private static int groups(String text, int[] out, int from) {
        int count = from;
        int at = 0;
        while (at < text.length()) {
            int colon = text.indexOf(':', at);
            String part = colon < 0 ? text.substring(at) : text.substring(at, colon);
            if (colon < 0 && part.indexOf('.') > 0) {
                long v4 = parseV4(part);
                if (v4 < 0 || count > 6) {
                    return -1;
                }
                out[count] = (int) (v4 >>> 16);
                out[count + 1] = (int) (v4 & 0xffff);
                return count + 2;
            }
            int group = hex(part);
            if (group < 0 || count > 7 || colon == text.length() - 1) {
                return -1;
            }
            out[count++] = group;
            at = colon < 0 ? text.length() : colon + 1;
        }
        return count;
    }

    private static int hex(String part) {
        if (part.isEmpty() || part.length() > 4) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < part.length(); i++) {
            int digit = part.charAt(i) < 128 ? Character.digit(part.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static IpAddress of(int[] groups) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | groups[i];
            low = low << 16 | groups[i + 4];
        }
        return new IpAddress(high, low);
    }
}

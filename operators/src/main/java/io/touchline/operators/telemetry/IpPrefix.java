// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * A network in CIDR form; an address without a length is a network of one.
 *
 * @param bits shared ones of the 128 that every address has here, so an IPv4 /24 has 120
 */
public record IpPrefix(IpAddress base, int bits) {

    /** Null where {@code cidr} is none. */
    public static @Nullable IpPrefix parse(String cidr) {
        int slash = cidr.indexOf('/');
        @Nullable IpAddress base = IpAddress.parse(slash < 0 ? cidr : cidr.substring(0, slash));
        if (base == null) {
            return null;
        }
        int width = base.v4() && cidr.indexOf(':') < 0 ? 32 : 128;
        long bits = slash < 0 ? width : DecimalText.whole(cidr.substring(slash + 1));
        return bits < 0 || bits > width ? null : new IpPrefix(base, (int) bits + 128 - width);
    }

    public boolean holds(IpAddress address) {
        return address.sharesPrefix(base, bits);
    }

    /** Whether both hold exactly the same addresses. */
    public boolean sameAs(IpPrefix other) {
        return bits == other.bits && holds(other.base);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.venue;

import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.IpPrefix;
import io.touchline.schemas.EntityKeys;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to something: any one of these is enough. Texts are in lower case; a name or an
 * account may begin or end with {@code *} for all that end or begin so.
 *
 * @param networks of devices, and of externals where it is their address
 * @param macs beginnings of hardware addresses
 * @param names of devices, whole or first label
 * @param accounts of accounts and mailboxes
 */
public record Members(
        List<IpPrefix> networks, List<String> macs, List<String> names, List<String> accounts) {

    public boolean isEmpty() {
        return networks.isEmpty() && macs.isEmpty() && names.isEmpty() && accounts.isEmpty();
    }

    /**
     * @param key of an entity or peer, without service
     * @param address that it has at that time, where the key does not hold it
     * @param name that it is called by
     */
    public boolean hold(String key, @Nullable String address, @Nullable String name) {
        String id = EntityKeys.id(key).toLowerCase(Locale.ROOT);
        if (EntityKeys.isKind(key, EntityKeys.ACCOUNT)
                || EntityKeys.isKind(key, EntityKeys.MAILBOX)) {
            return accounts.stream().anyMatch(pattern -> matches(pattern, id));
        }
        return macs.stream().anyMatch(id::startsWith)
                || isWithin(address == null ? id : address)
                || isNamed(name == null ? id : name.toLowerCase(Locale.ROOT));
    }

    private boolean isWithin(String address) {
        if (networks.isEmpty()) {
            return false;
        }
        IpAddress parsed = IpAddress.parse(address);
        return parsed != null && networks.stream().anyMatch(network -> network.holds(parsed));
    }

    private boolean isNamed(String name) {
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        return names.stream()
                .anyMatch(pattern -> matches(pattern, name) || matches(pattern, first));
    }

    private static boolean matches(String pattern, String text) {
        if (pattern.endsWith("*")) {
            return text.startsWith(pattern.substring(0, pattern.length() - 1));
        }
        return pattern.startsWith("*") ? text.endsWith(pattern.substring(1)) : text.equals(pattern);
    }
}

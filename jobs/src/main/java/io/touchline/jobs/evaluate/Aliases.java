// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.schemas.EntityKeys;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what a party of the ledger can be recognised in the outputs. An alias fits what is called the
 * same, whatever the case, and a network that contains it if it is an IPv4 address.
 */
final class Aliases {
    private static final Pattern ADDRESS =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern NETWORK =
            Pattern.compile("((?:\\d{1,3}\\.){3}\\d{1,3})/(\\d{1,2})");
    private static final int BITS = 32;

    private final Set<String> names = new HashSet<>();
    private final List<String> addresses;

    Aliases(Collection<String> aliases) {
        aliases.forEach(alias -> names.add(plain(alias)));
        addresses = names.stream().filter(name -> ADDRESS.matcher(name).matches()).toList();
    }

    /** What an output calls an entity: the id part of its key, and its name if it has one. */
    static List<String> calledBy(String key, @Nullable String name) {
        String id = plain(EntityKeys.id(EntityKeys.withoutService(key)));
        return name == null || name.isBlank() ? List.of(id) : List.of(id, plain(name));
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    /**
     * @param called what {@link #calledBy} gave, of one entity or more
     */
    boolean fit(Collection<String> called) {
        return called.stream().anyMatch(name -> names.contains(name) || isNetworkOfOne(name));
    }

    private boolean isNetworkOfOne(String id) {
        if (id.indexOf('/') < 0) {
            return false; // most are none, and a pattern costs more than a look
        }
        var network = NETWORK.matcher(id);
        if (!network.matches() || !ADDRESS.matcher(network.group(1)).matches()) {
            return false;
        }
        int length = Integer.parseInt(network.group(2));
        return length <= BITS
                && addresses.stream()
                        .anyMatch(one -> prefix(one, length) == prefix(network.group(1), length));
    }

    private static long prefix(String address, int length) {
        long value = 0;
        for (String part : address.split("\\.", -1)) {
            value = (value << 8) | Integer.parseInt(part);
        }
        return value >> (BITS - length);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.venue;

import java.util.List;
import java.util.Locale;

/**
 * Anything with an address.
 *
 * @param role what it is for, in kebab-case, such as {@code ticketing-pc} or {@code turnstiles}
 * @param name of its host or, for what has none in any log, as people call it
 * @param mac of its hardware
 */
public record Machine(String role, String name, String address, String mac) {
    /** As the name service of the venue has it. */
    public String host() {
        return name.toLowerCase(Locale.ROOT) + "." + VenuePlan.DOMAIN;
    }

    /** By which any log may know it. */
    public List<String> aliases() {
        return List.of(name, address, mac);
    }
}

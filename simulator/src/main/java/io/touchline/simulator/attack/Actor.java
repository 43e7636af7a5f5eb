// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.venue.Internet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Somebody or something that takes part in a stage.
 *
 * @param kind device, account, mailbox, controller or external
 * @param role in the venue, in kebab-case, such as {@code ticketing-pc}
 * @param name of the host, account or domain
 * @param address empty where it has none
 * @param mac empty where unknown
 * @param user account of the person behind a device; empty where nobody is
 */
public record Actor(
        String kind, String role, String name, String address, String mac, String user) {

    public static Actor external(String name, String address) {
        return new Actor("external", "external", name, address, "", "");
    }

    /** By which any log may know it, or a reader that knows an outside host by its domain. */
    public List<String> aliases() {
        String domain = kind.equals("external") ? Internet.ownDomain(name) : "";
        return Stream.of(name, domain, address, mac)
                .filter(alias -> !alias.isEmpty())
                .distinct()
                .toList();
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.logs;

import io.touchline.operators.telemetry.IpAddress;
import io.touchline.operators.telemetry.IpPrefix;
import io.touchline.operators.telemetry.MailAddresses;
import io.touchline.schemas.EntityKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What belongs to the venue: networks and mail domains. Immutable. */
public final class Venue {
    private final String site;
    private final List<IpPrefix> own;
    private final Set<String> mailDomains;

    /**
     * @param site part of every key
     * @param ownNetworks in CIDR form
     * @param ownMailDomains in lower case; empty: every recipient is own
     * @throws IllegalArgumentException when a network is not in CIDR form; the message names it
     */
    public Venue(String site, Set<String> ownNetworks, Set<String> ownMailDomains) {
        this.site = site;
        this.mailDomains = Set.copyOf(ownMailDomains);
        List<IpPrefix> networks = new ArrayList<>();
        for (String cidr : ownNetworks) {
            networks.add(network(cidr));
        }
        this.own = List.copyOf(networks);
    }

    String site() {
        return site;
    }

    boolean owns(IpAddress address) {
        for (IpPrefix network : own) {
            if (network.holds(address)) {
                return true;
            }
        }
        return false;
    }

    /** Without declared mail domains nobody is known to be own. */
    boolean declaresMail() {
        return !mailDomains.isEmpty();
    }

    boolean ownsMailbox(String address) {
        return mailDomains.contains(MailAddresses.domain(address));
    }

    /** Key of an address: unresolved if own, else outside. */
    String addressKey(IpAddress address) {
        return owns(address)
                ? EntityKeys.address(site, address.toString())
                : EntityKeys.external(site, address.toString());
    }

    private static IpPrefix network(String cidr) {
        IpPrefix network = IpPrefix.parse(cidr);
        if (network == null) {
            throw new IllegalArgumentException("could not read own network: " + cidr);
        }
        return network;
    }
}

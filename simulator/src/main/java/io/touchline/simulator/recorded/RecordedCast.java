// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.recorded;

import io.touchline.simulator.attack.Actor;
import io.touchline.simulator.attack.Cast;
import io.touchline.simulator.life.Site;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import java.util.List;
import java.util.Set;

/**
 * Machines of a recording in the roles of a scenario: PCs are those who open connections, servers
 * those who are asked by others, controllers those who are asked in a protocol of the plant. Nobody
 * has a mailbox or an account.
 */
public final class RecordedCast implements Cast {
    private static final int CLIENTS = 40;
    private static final Set<String> SERVERS =
            Set.of(
                    "domain-controller",
                    "engineering",
                    "access-control",
                    "cctv-recorder",
                    "building-management",
                    "power-supervision");
    private static final Set<String> CONTROLLERS =
            Set.of("turnstiles", "hvac", "lighting", "power", "pumps");
    private static final Set<String> STRANGERS =
            Set.of("visitor", "unknown-box", "new-server", "supplier");

    private final Traffic traffic;

    public RecordedCast(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public List<Actor> all(String selector) {
        if (selector.endsWith("-mailbox") || selector.endsWith("-account")) {
            return List.of();
        }
        if (selector.endsWith("-pc") || selector.equals("returning")) {
            return named("pc", traffic.clients().stream().limit(CLIENTS).toList());
        }
        if (selector.endsWith("-server") && !STRANGERS.contains(selector)
                || SERVERS.contains(selector)) {
            return server(selector);
        }
        if (CONTROLLERS.contains(selector)) {
            return named("controller", traffic.controllers());
        }
        if (STRANGERS.contains(selector)) {
            return named(selector, traffic.free());
        }
        if (selector.equals("camera") || selector.equals("till")) {
            return named(selector, traffic.servers());
        }
        return named("device", List.of(selector)).stream()
                .filter(
                        it ->
                                traffic.clients().contains(selector)
                                        || traffic.servers().contains(selector)
                                        || traffic.controllers().contains(selector))
                .toList();
    }

    /** Each role its own server as long as there are enough. */
    private List<Actor> server(String role) {
        List<String> servers = traffic.servers();
        return servers.isEmpty()
                ? List.of()
                : named(role, List.of(servers.get(Math.floorMod(role.hashCode(), servers.size()))));
    }

    private static List<Actor> named(String role, List<String> addresses) {
        String kind = role.equals("controller") ? "controller" : "device";
        return addresses.stream()
                .map(address -> new Actor(kind, role, address, address, mac(role, address), ""))
                .toList();
    }

    /** Unknown but of those who were not there before. */
    private static String mac(String role, String address) {
        return STRANGERS.contains(role) ? Draws.of(0, "mac/" + address).mac("dc:a6:32") : "";
    }

    @Override
    public boolean isSimulated() {
        return false;
    }

    @Override
    public String mailDomain() {
        return "internal.example";
    }

    @Override
    public List<String> correspondents() {
        return Internet.domains(Draws.of(0, "correspondents"), 1);
    }

    @Override
    public Site site() {
        return new Site(traffic.resolver(), Set.of());
    }

    @Override
    public String protocol(Actor controller) {
        return traffic.protocol(controller.address());
    }

    @Override
    public boolean hasEndpointLog(Actor device) {
        return false;
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.venue.VenuePlan;
import java.util.Set;

/**
 * What the network of a place is built on.
 *
 * @param resolver address of the server that resolves names and grants tickets
 * @param webServers addresses of those who write an access log
 */
public record Site(String resolver, Set<String> webServers) {
    public static Site of(VenuePlan plan) {
        return new Site(
                plan.server("domain-controller").address(),
                Set.of(
                        plan.server("web-server").address(),
                        plan.server("ticketing-server").address()));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.venue.Machine;
import io.touchline.simulator.venue.VenuePlan;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What makes an address another's, or nobody's: the traps of attribution. */
final class AddressMeans {
    private static final Duration LEASE = Duration.ofHours(12);
    private static final List<Integer> DOORS = List.of(22, 445, 3389, 5985);

    private AddressMeans() {}

    /**
     * An attacker's device is given another address, and an innocent one gets the old, from which
     * all the everyday life of that address comes from then on: what goes on from the new address
     * is still the attacker's, what comes from the old one is not. {@code to} is whom it goes on
     * against.
     */
    static void leaseHandOver(Scene scene) {
        Draws draws = scene.draws();
        Actor before = scene.actor();
        String old = before.address();
        String given = old.substring(0, old.lastIndexOf('.') + 1) + (200 + draws.below(50));
        Actor attacker =
                new Actor(before.kind(), before.role(), before.name(), given, before.mac(), "");
        Machine heir = new Machine("unknown", "", old, draws.mac("3c:52:82"));
        Instant at = scene.at();
        scene.network()
                .lease(at, new Machine("unknown", before.name(), given, before.mac()), LEASE);
        scene.network().lease(at.plusSeconds(20), heir, LEASE);

        Actor to = scene.other("to", "cctv-recorder");
        Instant goesOn = at.plusSeconds(150);
        for (int port : DOORS) {
            scene.network()
                    .connect(
                            goesOn,
                            given,
                            to.address(),
                            port,
                            "",
                            draws.lasting(Duration.ofMinutes(4), 0.4),
                            draws.around(300_000, 0.4),
                            draws.around(2_000_000, 0.4));
            goesOn = goesOn.plusSeconds(draws.between(40, 90));
        }
        scene.involve("host", attacker);
        scene.involve("to", to);
        scene.say(
                "the device of "
                        + old
                        + " is given "
                        + given
                        + " and goes on; its old address goes to an innocent device, "
                        + heir.mac());
    }

    /**
     * Behind one address sit many: people log on through it by turns. It is a device and nobody's.
     * {@code accounts}, {@code for}.
     */
    static void sharedGateway(Scene scene) {
        Draws draws = scene.draws();
        Actor gateway = scene.actor();
        Machine machine = new Machine("gateway", gateway.name(), gateway.address(), gateway.mac());
        scene.network().lease(scene.at(), machine, Duration.ofHours(24));
        List<Actor> people = scene.cast().all("any-account");
        int accounts = Math.min(people.size(), scene.count("accounts", 3));
        Duration length = scene.duration("for", "6h");
        int turns = 8 * accounts;
        for (int turn = 0; turn < turns; turn++) {
            Actor who = people.get(turn % accounts);
            Instant at =
                    scene.at()
                            .plusSeconds(60)
                            .plus(length.multipliedBy(turn).dividedBy(turns))
                            .plusMillis(draws.below(20_000));
            scene.network()
                    .ticket(at, gateway.address(), "AS", who.user(), "krbtgt/" + VenuePlan.REALM);
            String host = "portal.example";
            scene.network()
                    .session(
                            at.plusSeconds(2),
                            gateway.address(),
                            host,
                            Internet.addressOf(host),
                            draws.lasting(Duration.ofSeconds(20), 0.5),
                            draws.around(4_000, 0.4),
                            draws.around(60_000, 0.5));
        }
        scene.involve("gateway", gateway);
        scene.say(accounts + " people log on through one address by turns");
    }
}

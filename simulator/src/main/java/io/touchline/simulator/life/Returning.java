// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Phase;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.venue.Machine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Suppliers, broadcasters and media: the same laptops at every event, each with the sites of its
 * organisation; broadcasters upload to the broadcast server while the match is on.
 */
final class Returning {
    private final World world;

    Returning(World world) {
        this.world = world;
    }

    void begin() {
        for (Machine laptop : world.plan().returning()) {
            world.clock()
                    .daily(
                            day -> {
                                if (world.rhythm().isEvent(day)) {
                                    new Day(laptop, day).begin();
                                }
                            });
        }
    }

    private final class Day {
        private final Machine laptop;
        private final LocalDate day;
        private final Draws draws;
        private final Network network;
        private final List<String> sites;
        private final boolean broadcaster;

        Day(Machine laptop, LocalDate day) {
            this.laptop = laptop;
            this.day = day;
            this.draws = world.draws("returning/" + laptop.name(), day);
            this.network = new Network(world, draws);
            String organisation = laptop.name().substring(0, laptop.name().lastIndexOf('-'));
            this.sites = Internet.domains(world.habits(organisation), 6);
            this.broadcaster = organisation.startsWith("broadcast");
        }

        void begin() {
            if (draws.chance(0.1)) {
                return; // somebody else came this time
            }
            Instant load = world.rhythm().from(day, Phase.LOAD_IN);
            Instant on = draws.within(load.plusSeconds(3_600), Duration.ofHours(4));
            Instant off = draws.within(world.rhythm().from(day, Phase.EGRESS), Duration.ofHours(2));
            world.clock().at(on, () -> network.lease(on, laptop, Duration.ofHours(12)));
            world.clock()
                    .repeat(
                            on.plusSeconds(40),
                            off,
                            () -> Duration.ofMillis((long) (draws.pareto(300, 1.5, 7_200) * 1e3)),
                            this::browse);
            if (broadcaster) {
                world.clock()
                        .repeat(
                                world.rhythm().from(day, Phase.LIVE),
                                world.rhythm().until(day, Phase.LIVE),
                                () -> Duration.ofSeconds(300).plusMillis(draws.below(900)),
                                this::upload);
            }
        }

        private void browse(Instant at) {
            String site = draws.chance(0.05) ? Internet.someDomain(draws) : draws.pick(sites);
            Duration open = draws.lasting(Duration.ofSeconds(30), 1);
            long out = draws.around(5_000, 1);
            network.browse(at, laptop.address(), site, open, out, draws.around(90_000, 1.3));
        }

        private void upload(Instant at) {
            String server = world.plan().server("broadcast-server").address();
            Duration open = draws.lasting(Duration.ofSeconds(200), 0.2);
            long out = draws.around(240_000_000, 0.3);
            network.connect(at, laptop.address(), server, 1935, "rtmp", open, out, out / 90);
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Phase;
import io.touchline.simulator.time.Rhythm;
import io.touchline.simulator.venue.Machine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Points of sale: awake on event days from load-in to load-out; a payment each few minutes while
 * the house is open, ten times as often at half-time; a poll of prices every 15 minutes.
 */
final class Tills {
    private static final String PAYMENTS = "terminal.paywell.example";

    private final World world;

    Tills(World world) {
        this.world = world;
    }

    void begin() {
        for (Machine till : world.plan().tills()) {
            world.clock()
                    .daily(
                            day -> {
                                if (world.rhythm().isEvent(day)) {
                                    new Day(till, day).begin();
                                }
                            });
        }
    }

    private final class Day {
        private final Machine till;
        private final LocalDate day;
        private final Draws draws;
        private final Network network;

        Day(Machine till, LocalDate day) {
            this.till = till;
            this.day = day;
            this.draws = world.draws("till/" + till.name(), day);
            this.network = new Network(world, draws);
        }

        void begin() {
            Instant on = draws.within(Rhythm.at(day, 14, 0), Duration.ofMinutes(60));
            Instant off = draws.within(Rhythm.at(day, 22, 10), Duration.ofMinutes(30));
            world.clock().at(on, () -> network.lease(on, till, Duration.ofHours(12)));
            world.clock()
                    .repeat(
                            on.plusSeconds(20),
                            off,
                            () -> Duration.ofMinutes(15).plusMillis(draws.below(900)),
                            this::prices);
            Instant open = world.rhythm().from(day, Phase.DOORS);
            pay(open, world.rhythm().halfTime(day), 420);
            pay(world.rhythm().halfTime(day), world.rhythm().halfTime(day).plusSeconds(900), 40);
            pay(
                    world.rhythm().halfTime(day).plusSeconds(900),
                    world.rhythm().until(day, Phase.LIVE),
                    600);
        }

        private void prices(Instant at) {
            Machine server = world.plan().server("ticketing-server");
            Duration open = draws.lasting(Duration.ofMillis(300), 0.3);
            network.tls(at, till.address(), server.host(), server.address(), open, 900, 5_200);
        }

        private void pay(Instant from, Instant until, double meanGapSeconds) {
            world.clock()
                    .repeat(
                            from.plusMillis((long) draws.exponential(meanGapSeconds * 1_000)),
                            until,
                            () ->
                                    Duration.ofMillis(
                                            1 + (long) draws.exponential(meanGapSeconds * 1_000)),
                            at -> {
                                Duration open = draws.lasting(Duration.ofMillis(1_400), 0.4);
                                network.browse(at, till.address(), PAYMENTS, open, 2_400, 1_900);
                            });
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Phase;
import io.touchline.simulator.time.Rhythm;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.venue.Machine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * The crowd on the Wi-Fi from doors on: randomised hardware addresses (locally administered bit
 * set), no names, a few popular applications each, uploads after a goal.
 *
 * <p>They come from 10 min before doors until 20 min after kick-off, most in the middle (the mean
 * of two uniform draws). A phone is on for a moment and off for a Pareto time of shape 1.2 (2 min
 * to 2 h); so are many of them together self-similar.
 */
final class Visitors {
    private static final Duration LEASE = Duration.ofHours(4);
    private static final Duration EARLY = Duration.ofMinutes(10);
    private static final Duration ARRIVAL = Duration.ofMinutes(90);
    private static final int PER_NETWORK = 200;

    private final World world;

    Visitors(World world) {
        this.world = world;
    }

    void begin() {
        world.clock()
                .daily(
                        day -> {
                            if (world.rhythm().isEvent(day)) {
                                arrive(day);
                            }
                        });
    }

    private void arrive(LocalDate day) {
        Draws draws = world.draws("visitors", day);
        Instant first = world.rhythm().from(day, Phase.DOORS).minus(EARLY);
        Instant goal = draws.within(world.rhythm().from(day, Phase.LIVE), Duration.ofMinutes(95));
        for (int i = 0; i < world.plan().size().visitors(); i++) {
            Instant one = draws.within(first, ARRIVAL);
            Instant other = draws.within(first, ARRIVAL);
            Instant at = one.plus(Duration.between(one, other).dividedBy(2));
            int number = i;
            world.clock().at(at, () -> new Phone(number, day, goal).begin(at));
        }
    }

    /** The phone that comes as {@code number}th on {@code day}; shared with what is planted. */
    static Machine phone(Draws draws, int number) {
        String net = "10.50." + (1 + number / PER_NETWORK) + ".";
        String first = draws.hex(1) + "26ae".charAt(draws.below(4));
        String address = String.format(Locale.ROOT, "%s%d", net, 10 + number % PER_NETWORK);
        return new Machine("visitor", "", address, draws.mac(first));
    }

    private final class Phone {
        private final Draws draws;
        private final Network network;
        private final Machine phone;
        private final Instant goal;
        private final Instant home;

        Phone(int number, LocalDate day, Instant goal) {
            this.draws = world.draws("visitor/" + number, day);
            this.network = new Network(world, draws);
            this.phone = phone(draws, number);
            this.goal = goal;
            this.home =
                    draws.within(
                            world.rhythm().until(day, Phase.LIVE).minusSeconds(600),
                            Rhythm.at(day, 22, 10));
        }

        void begin(Instant at) {
            network.lease(at, phone, LEASE);
            use(at.plusSeconds(3));
            if (draws.chance(0.3)) {
                Instant upload = draws.within(goal, Duration.ofMinutes(4));
                long clip = draws.around(6_000_000, 0.7);
                Duration open = draws.lasting(Duration.ofSeconds(40), 0.6);
                world.clock().at(upload, () -> app(upload, open, clip, clip / 80));
            }
        }

        private void use(Instant at) {
            if (!at.isBefore(home)) {
                return;
            }
            world.clock()
                    .at(
                            at,
                            () -> {
                                Duration open = draws.lasting(Duration.ofSeconds(20), 1);
                                app(at, open, draws.around(4_000, 1), draws.around(150_000, 1.3));
                                double off = draws.pareto(600, 1.2, 7_200);
                                use(at.plusMillis((long) (off * 1_000)));
                            });
        }

        private void app(Instant at, Duration open, long out, long in) {
            String app = draws.pickFavourite(Internet.PHONE_APPS);
            network.browse(at, phone.address(), app, open, out, in);
        }
    }
}

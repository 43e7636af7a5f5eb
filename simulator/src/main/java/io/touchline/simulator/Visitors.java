// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.simulator.MatchCalendar.Phase;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * The crowd on the Wi-Fi from doors on: randomised hardware addresses (locally administered bit
 * set), no names, a few popular applications each, uploads after the goal.
 */
final class Visitors {
    private static final int COUNT = 600;
    private static final String GATEWAY = "10.50.0.1";
    private static final Duration LEASE = Duration.ofHours(4);
    private static final Duration GOAL = Duration.ofMinutes(34);

    private final MatchCalendar calendar;
    private final Network network;
    private final Draws draws;

    Visitors(long seed, MatchCalendar calendar, Logs logs) {
        this.calendar = calendar;
        this.draws = Draws.of(seed, "visitors");
        this.network = new Network(logs, draws);
    }

    void write() {
        Duration arrival = Duration.ofMinutes(80);
        for (int i = 0; i < COUNT; i++) {
            // The mean of two: most come in the middle.
            Instant one = draws.within(calendar.start(Phase.DOORS), arrival);
            Instant other = draws.within(calendar.start(Phase.DOORS), arrival);
            visitor(i, one.plus(Duration.between(one, other).dividedBy(2)));
        }
    }

    private void visitor(int number, Instant arrival) {
        String address =
                String.format(Locale.ROOT, "10.50.%d.%d", 1 + number / 200, 10 + number % 200);
        String first = draws.hex(1) + "26ae".charAt(draws.below(4));
        network.zeek().dhcp(draws, arrival, GATEWAY, draws.mac(first), address, null, LEASE);
        Instant from = arrival.plusSeconds(3);
        for (int i = 2 + draws.poisson(3); i > 0; i--) {
            Duration open = draws.lasting(Duration.ofSeconds(20), 1);
            long out = draws.around(4_000, 1);
            long in = draws.around(150_000, 1.3);
            use(draws.within(from, calendar.end(Phase.LIVE)), address, open, out, in);
        }
        if (draws.chance(0.3)) {
            Instant goal = calendar.start(Phase.LIVE).plus(GOAL);
            Instant at = draws.within(goal, Duration.ofMinutes(4));
            long clip = draws.around(6_000_000, 0.7);
            use(at, address, draws.lasting(Duration.ofSeconds(40), 0.6), clip, clip / 80);
        }
    }

    private void use(Instant at, String address, Duration open, long out, long in) {
        network.browse(at, address, draws.pickFavourite(Internet.PHONE_APPS), open, out, in);
    }
}

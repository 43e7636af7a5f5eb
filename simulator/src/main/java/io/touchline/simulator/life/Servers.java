// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Phase;
import io.touchline.simulator.time.Rhythm;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.venue.Machine;
import io.touchline.simulator.venue.VenuePlan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The servers' own life: reserved leases, directory, updates, nightly copies; and what the web and
 * ticketing servers serve to strangers. These come as a Poisson process that follows the hour: ten
 * times as many in the evening as at night, a flash crowd at a sale and at doors.
 */
final class Servers {
    private static final Duration LEASE = Duration.ofHours(48);
    private static final String PAYMENTS = "gateway.paywell.example";

    private final World world;

    Servers(World world) {
        this.world = world;
    }

    void begin() {
        for (Machine server : world.plan().servers()) {
            world.clock().daily(day -> new Housekeeping(server, day).begin());
        }
        world.clock().daily(day -> new Copies(day).begin());
        world.clock().daily(day -> new Strangers(day).begin());
    }

    private final class Housekeeping {
        private final Machine server;
        private final LocalDate day;
        private final Draws draws;
        private final Network network;

        Housekeeping(Machine server, LocalDate day) {
            this.server = server;
            this.day = day;
            this.draws = world.draws("server/" + server.name(), day);
            this.network = new Network(world, draws);
        }

        void begin() {
            Instant midnight = Rhythm.at(day, 0, 0);
            Instant lease = draws.within(midnight.plusSeconds(1), Duration.ofSeconds(4));
            world.clock().at(lease, () -> network.lease(lease, server, LEASE));
            Machine directory = world.plan().server("domain-controller");
            if (server.equals(directory)) {
                return;
            }
            Instant logOn = draws.within(midnight.plusSeconds(60), Duration.ofMinutes(20));
            world.clock().at(logOn, () -> logOn(logOn));
            for (int hour = 0; hour < 24; hour += 2) {
                Instant at = draws.within(Rhythm.at(day, hour, 5), Duration.ofMinutes(90));
                world.clock().at(at, () -> query(at, directory));
            }
            if (!server.role().equals("update-server")) {
                Instant at = draws.within(Rhythm.at(day, 3, 0), Duration.ofMinutes(40));
                world.clock().at(at, () -> update(at));
            }
        }

        private void logOn(Instant at) {
            String account = server.name() + "$";
            network.ticket(at, server.address(), "AS", account, "krbtgt/" + VenuePlan.REALM);
        }

        private void query(Instant at, Machine directory) {
            Duration open = draws.lasting(Duration.ofSeconds(2), 0.5);
            long in = draws.around(7_000, 0.5);
            String to = directory.address();
            network.connect(at, server.address(), to, 389, "ldap_tcp", open, 2_000, in);
        }

        private void update(Instant at) {
            Machine updates = world.plan().server("update-server");
            network.http(
                    at,
                    server.address(),
                    Request.to(
                            updates.host() + ":8530",
                            updates.address(),
                            8530,
                            "POST /ClientWebService/client.asmx",
                            Staff.UPDATE_AGENT,
                            1_900,
                            draws.around(900_000, 1)));
        }
    }

    private final class Copies {
        private final LocalDate day;
        private final Draws draws;
        private final Network network;

        Copies(LocalDate day) {
            this.day = day;
            this.draws = world.draws("copies", day);
            this.network = new Network(world, draws);
        }

        void begin() {
            copy(Rhythm.at(day, 2, 0), "cctv-recorder", "file-server", 2_500_000_000L);
            copy(Rhythm.at(day, 2, 30), "ticketing-server", "file-server", 120_000_000L);
            // the engineering server keeps its projects in step with the masters
            for (int hour = 0; hour < 24; hour++) {
                copy(Rhythm.at(day, hour, 15), "engineering", "building-management", 350_000L);
            }
        }

        private void copy(Instant around, String from, String to, long bytes) {
            Instant at = draws.within(around, Duration.ofMinutes(3));
            Duration open = draws.lasting(Duration.ofSeconds(20), 0.4);
            long out = draws.around(bytes, 0.2);
            String source = world.plan().server(from).address();
            String target = world.plan().server(to).address();
            world.clock()
                    .at(
                            at,
                            () ->
                                    network.connect(
                                            at, source, target, 445, "smb", open, out, out / 60));
        }
    }

    private final class Strangers {
        private final LocalDate day;
        private final Draws draws;
        private final Network network;
        private final double crowd;

        Strangers(LocalDate day) {
            this.day = day;
            this.draws = world.draws("strangers", day);
            this.network = new Network(world, draws);
            this.crowd = Math.sqrt(world.plan().size().seats() / 2_000.0);
        }

        void begin() {
            for (int hour = 0; hour < 24; hour++) {
                double open = hour < 6 ? 0.1 : hour < 17 ? 0.7 : 1;
                hour("web-server", "www.arena.example", "GET /news", hour, 12 * open);
                hour("ticketing-server", "tickets.arena.example", "GET /event", hour, 10 * open);
                pay(Rhythm.at(day, hour, 0), Duration.ofHours(1), 4 * open);
            }
            if (day.getDayOfWeek().getValue() == 2) {
                flash(Rhythm.at(day, 10, 0), Duration.ofMinutes(25), "POST /basket", 300);
            }
            if (world.rhythm().isEvent(day)) {
                Instant doors = world.rhythm().from(day, Phase.DOORS);
                flash(doors, Duration.ofMinutes(70), "GET /wallet", 400);
                pay(world.rhythm().halfTime(day), Duration.ofMinutes(15), 120);
            }
        }

        private void hour(String role, String host, String request, int hour, double mean) {
            Duration length = Duration.ofHours(1);
            serve(role, host, request, Rhythm.at(day, hour, 0), length, mean * crowd);
        }

        private void flash(Instant from, Duration length, String request, double mean) {
            String host = "tickets.arena.example";
            serve("ticketing-server", host, request, from, length, mean * crowd);
            pay(from, length, mean / 3);
        }

        private void serve(
                String role,
                String host,
                String request,
                Instant from,
                Duration length,
                double mean) {
            Machine server = world.plan().server(role);
            arrivals(
                    from,
                    length,
                    mean,
                    at -> {
                        String agent =
                                draws.chance(0.6)
                                        ? Internet.PHONE_BROWSER
                                        : draws.pick(Internet.BROWSERS);
                        network.http(
                                at,
                                Internet.homeAddress(draws),
                                Request.to(
                                        host,
                                        server.address(),
                                        80,
                                        request,
                                        agent,
                                        draws.around(600, 0.3),
                                        draws.around(14_000, 0.8)));
                    });
        }

        private void pay(Instant from, Duration length, double mean) {
            String server = world.plan().server("ticketing-server").address();
            arrivals(
                    from,
                    length,
                    mean * crowd,
                    at -> {
                        Duration open = draws.lasting(Duration.ofMillis(900), 0.4);
                        network.browse(at, server, PAYMENTS, open, 2_100, 3_400);
                    });
        }

        /** A Poisson process: gaps are exponential. */
        private void arrivals(
                Instant from,
                Duration length,
                double mean,
                java.util.function.Consumer<Instant> act) {
            Instant end = from.plus(length);
            double gap = length.toMillis() * 1_000.0 / mean;
            Instant first = from.plus(Draws.micros((long) draws.exponential(gap)));
            world.clock()
                    .repeat(first, end, () -> Draws.micros(1 + (long) draws.exponential(gap)), act);
        }
    }
}

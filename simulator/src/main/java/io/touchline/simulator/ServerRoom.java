// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.simulator.MatchCalendar.Phase;
import io.touchline.simulator.Venue.Server;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * The servers' own life: reserved leases, directory, updates, nightly copies, and what ticketing01
 * and web01 serve to the outside (a sale on the second day, doors, payments at half-time).
 */
final class ServerRoom {
    private static final String PAYMENTS = "gateway.paywell.example";
    private static final Duration LEASE = Duration.ofHours(48);

    private final MatchCalendar calendar;
    private final Network network;
    private final Draws draws;

    ServerRoom(long seed, MatchCalendar calendar, Logs logs) {
        this.calendar = calendar;
        this.draws = Draws.of(seed, "server-room");
        this.network = new Network(logs, draws);
    }

    void write() {
        for (LocalDate day : calendar.days()) {
            for (Server server : Venue.SERVERS) {
                housekeeping(server, day);
            }
            copies(day);
            serve(day);
        }
        rushes();
    }

    private void housekeeping(Server server, LocalDate day) {
        Instant midnight = MatchCalendar.at(day, 0, 0);
        Instant lease = draws.within(midnight.plusSeconds(1), Duration.ofSeconds(4));
        String address = server.address();
        String mac = "00:50:56:" + hardware(server);
        network.zeek().dhcp(draws, lease, Venue.DC01.address(), mac, address, server.host(), LEASE);
        if (server.equals(Venue.DC01)) {
            return;
        }
        Instant logOn = draws.within(midnight.plusSeconds(60), Duration.ofMinutes(20));
        network.ticket(logOn, address, "AS", server.host() + "$", "krbtgt/" + Venue.REALM);
        for (int hour = 0; hour < 24; hour += 2) {
            Instant at = draws.within(MatchCalendar.at(day, hour, 5), Duration.ofMinutes(90));
            Duration open = draws.lasting(Duration.ofSeconds(2), 0.5);
            long in = draws.around(7_000, 0.5);
            network.connect(at, address, Venue.DC01, 389, "ldap_tcp", open, 2_000, in);
        }
        if (!server.equals(Venue.UPDATE01)) {
            network.http(
                    draws.within(MatchCalendar.at(day, 3, 0), Duration.ofMinutes(40)),
                    address,
                    Venue.UPDATE01.name() + ":8530",
                    Venue.UPDATE01.address(),
                    8530,
                    "POST /ClientWebService/client.asmx",
                    LookAlikes.UPDATE_AGENT,
                    1_900,
                    draws.around(900_000, 1));
        }
    }

    /** Reserved: the same for every seed. */
    private static String hardware(Server server) {
        String[] octets = server.address().split("\\.", -1);
        return String.format(
                Locale.ROOT,
                "%02x:%02x:%02x",
                Integer.parseInt(octets[1]),
                Integer.parseInt(octets[2]),
                Integer.parseInt(octets[3]));
    }

    private void copies(LocalDate day) {
        copy(MatchCalendar.at(day, 2, 0), Venue.CCTV01, Venue.FILE01, 2_500_000_000L);
        copy(MatchCalendar.at(day, 2, 30), Venue.TICKETING01, Venue.FILE01, 120_000_000L);
        // The engineering server keeps its projects in step with the building-management master.
        for (int hour = 0; hour < 24; hour++) {
            copy(MatchCalendar.at(day, hour, 15), Venue.ENG_SRV_02, Venue.BMS01, 350_000L);
        }
    }

    private void copy(Instant around, Server from, Server to, long bytes) {
        Instant at = draws.within(around, Duration.ofMinutes(3));
        Duration open = draws.lasting(Duration.ofSeconds(20), 0.4);
        long out = draws.around(bytes, 0.2);
        network.connect(at, from.address(), to, 445, "smb", open, out, out / 60);
    }

    private void serve(LocalDate day) {
        Instant morning = MatchCalendar.at(day, 6, 0);
        Instant night = MatchCalendar.at(day, 23, 0);
        visitors(Venue.WEB01, "www.arena.example", "GET /news", 160, morning, night);
        visitors(
                Venue.TICKETING01, "tickets.arena.example", "GET /event/1605", 140, morning, night);
        payments(60, morning, night);
    }

    private void rushes() {
        Instant sale = MatchCalendar.at(calendar.days().get(1), 10, 0);
        Instant saleEnd = sale.plus(Duration.ofMinutes(25));
        visitors(Venue.TICKETING01, "tickets.arena.example", "POST /basket", 900, sale, saleEnd);
        payments(300, sale, saleEnd.plus(Duration.ofMinutes(10)));
        Instant doors = calendar.start(Phase.DOORS);
        Instant late = calendar.end(Phase.DOORS).plus(Duration.ofMinutes(10));
        visitors(Venue.TICKETING01, "tickets.arena.example", "GET /wallet", 1_000, doors, late);
        payments(200, doors, late);
        payments(600, calendar.halfTime(), calendar.halfTime().plus(Duration.ofMinutes(15)));
    }

    private void visitors(
            Server server, String host, String request, int count, Instant from, Instant until) {
        for (int i = 0; i < count; i++) {
            String agent =
                    draws.chance(0.6) ? Internet.PHONE_BROWSER : draws.pick(Internet.BROWSERS);
            network.http(
                    draws.within(from, until),
                    Internet.homeAddress(draws),
                    host,
                    server.address(),
                    80,
                    request,
                    agent,
                    draws.around(600, 0.3),
                    draws.around(14_000, 0.8));
        }
    }

    private void payments(int count, Instant from, Instant until) {
        for (int i = 0; i < count; i++) {
            Instant at = draws.within(from, until);
            Duration open = draws.lasting(Duration.ofMillis(900), 0.4);
            network.browse(at, Venue.TICKETING01.address(), PAYMENTS, open, 2_100, 3_400);
        }
    }
}

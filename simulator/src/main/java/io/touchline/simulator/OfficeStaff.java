// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.simulator.Venue.Role;
import io.touchline.simulator.Venue.Shift;
import io.touchline.simulator.Venue.Workstation;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * People at their PCs: a lease and two tickets when they log on, then the servers of their role
 * (stable relations), sites of their own, sites of all, and about two new ones a day.
 */
final class OfficeStaff {
    private static final double VISITS = 42;
    private static final Duration LEASE = Duration.ofHours(12);

    private final long seed;
    private final MatchCalendar calendar;
    private final Venue venue;
    private final Logs logs;

    OfficeStaff(long seed, MatchCalendar calendar, Venue venue, Logs logs) {
        this.seed = seed;
        this.calendar = calendar;
        this.venue = venue;
        this.logs = logs;
    }

    void write() {
        for (Workstation pc : venue.workstations()) {
            Network network = new Network(logs, Draws.of(seed, "staff/" + pc.host()));
            Person person = new Person(pc, network);
            for (LocalDate day : calendar.days()) {
                venue.shift(pc, day).ifPresent(person::work);
            }
        }
    }

    /** One person with habits. */
    private static final class Person {
        private final Workstation pc;
        private final Network network;
        private final Draws draws;
        private final List<String> favourites;
        private final String browser;

        Person(Workstation pc, Network network) {
            this.pc = pc;
            this.network = network;
            this.draws = network.draws();
            this.favourites = Internet.domains(draws, 12);
            this.browser = draws.pick(Internet.BROWSERS);
        }

        void work(Shift shift) {
            logOn(shift.start());
            Instant renewal = shift.start().plus(LEASE.dividedBy(2));
            if (renewal.isBefore(shift.end())) {
                lease(renewal);
            }
            Instant settled = shift.start().plus(Duration.ofMinutes(2));
            for (int i = draws.poisson(VISITS); i > 0; i--) {
                visit(draws.within(settled, shift.end()));
            }
            for (int i = draws.poisson(8); i > 0; i--) {
                shareFile(draws.within(settled, shift.end()));
            }
            useServersOfRole(new Shift(settled, shift.end()));
        }

        private void logOn(Instant at) {
            lease(at);
            String user = pc.user();
            Instant logOn = draws.within(at.plusSeconds(15), Duration.ofSeconds(40));
            network.ticket(logOn, pc.address(), "AS", user, "krbtgt/" + Venue.REALM);
            for (String service : List.of("LDAP/dc01", "cifs/file01")) {
                logOn = logOn.plus(Draws.micros(draws.between(120_000, 900_000)));
                String principal = service + "." + Venue.DOMAIN;
                network.ticket(logOn, pc.address(), "TGS", user, principal);
            }
            Duration query = draws.lasting(Duration.ofSeconds(3), 0.5);
            network.connect(logOn, pc.address(), Venue.DC01, 389, "ldap_tcp", query, 2_400, 9_800);
            network.http(
                    logOn.plusSeconds(5),
                    pc.address(),
                    Venue.UPDATE01.name() + ":8530",
                    Venue.UPDATE01.address(),
                    8530,
                    "POST /ClientWebService/client.asmx",
                    LookAlikes.UPDATE_AGENT,
                    draws.around(1_900, 0.2),
                    draws.around(3_000, 0.4));
        }

        private void lease(Instant at) {
            network.zeek()
                    .dhcp(
                            draws,
                            at,
                            Venue.DC01.address(),
                            pc.mac(),
                            pc.address(),
                            pc.host(),
                            LEASE);
        }

        private void visit(Instant at) {
            double kind = draws.uniform();
            if (kind < 0.09) {
                plainRequest(at);
                return;
            }
            String site =
                    kind < 0.55
                            ? draws.pickFavourite(favourites)
                            : kind < 0.95
                                    ? draws.pickFavourite(Internet.SITE_WIDE)
                                    : Internet.someDomain(draws);
            Duration duration = draws.lasting(Duration.ofSeconds(25), 1.2);
            long out = draws.around(3_500, 0.9);
            network.browse(at, pc.address(), site, duration, out, draws.around(60_000, 1.4));
        }

        private void plainRequest(Instant at) {
            if (draws.chance(0.6)) {
                get(
                        at,
                        "ocsp.digicert.com",
                        "/MFEwTzBNMEswSTAJBgUrDgMCGgU",
                        "Microsoft-CryptoAPI/10.0");
            } else if (draws.chance(0.5)) {
                get(at, "www.msftconnecttest.com", "/connecttest.txt", "Microsoft NCSI");
            } else {
                get(at, "fixtures.league-table.example", "/round/34", browser);
            }
        }

        private void get(Instant at, String host, String uri, String agent) {
            String address = Internet.addressOf(host);
            network.resolve(at.minusMillis(draws.between(95, 400)), pc.address(), host, address);
            long out = draws.around(320, 0.2);
            network.http(at, pc.address(), host, address, 80, "GET " + uri, agent, out, out * 3);
        }

        private void shareFile(Instant at) {
            if (draws.chance(0.3)) {
                network.resolve(
                        at.minusMillis(200),
                        pc.address(),
                        Venue.FILE01.name(),
                        Venue.FILE01.address());
            }
            Duration open = draws.lasting(Duration.ofMinutes(2), 1);
            long out = draws.around(40_000, 1.2);
            long in = draws.around(300_000, 1.3);
            network.connect(at, pc.address(), Venue.FILE01, 445, "smb", open, out, in);
        }

        private void useServersOfRole(Shift shift) {
            if (pc.role() == Role.TICKETING) {
                useDaily(Venue.TICKETING01, 20, shift);
            } else if (pc.role() == Role.OPS) {
                useDaily(Venue.CCTV01, 10, shift);
                useDaily(Venue.BMS01, 6, shift);
            } else if (pc.role() != Role.OFFICE) {
                useDaily(Venue.WEB01, 8, shift);
            }
        }

        private void useDaily(Venue.Server server, double times, Shift shift) {
            for (int i = draws.poisson(times); i > 0; i--) {
                Instant at = draws.within(shift.start(), shift.end());
                Duration open = draws.lasting(Duration.ofSeconds(50), 1);
                long out = draws.around(6_000, 0.8);
                long in = draws.around(45_000, 1);
                network.tls(at, pc.address(), server.name(), server.address(), open, out, in);
            }
        }
    }
}

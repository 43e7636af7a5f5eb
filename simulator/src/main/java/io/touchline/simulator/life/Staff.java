// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Rhythm;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.venue.Machine;
import io.touchline.simulator.venue.Person;
import io.touchline.simulator.venue.VenuePlan;
import io.touchline.simulator.wire.Flow;
import io.touchline.simulator.wire.WindowsProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * People at their PCs: log on, browse in bursts, use the servers of their department, share files.
 *
 * <p>Between bursts a person is off for a Pareto time of shape 1.5 (4 min to 2 h), within one the
 * pages follow each other by exponential gaps of 40 s, three on average.
 */
public final class Staff {
    private static final Duration LEASE = Duration.ofHours(12);
    private static final String UPDATES = "POST /ClientWebService/client.asmx";
    static final String UPDATE_AGENT = "Windows-Update-Agent/10.0.10011.16384 Client-Protocol/2.50";

    private static final String OFFICE = "C:\\Program Files\\Microsoft Office\\root\\Office16\\";

    private final World world;

    public Staff(World world) {
        this.world = world;
    }

    private static String program(String browser) {
        return browser.contains("Firefox")
                ? "C:\\Program Files\\Mozilla Firefox\\firefox.exe"
                : browser.contains("Edg/")
                        ? "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe"
                        : "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe";
    }

    /** When somebody is at work on one day. */
    public record Shift(Instant start, Instant end) {}

    public void begin() {
        for (Person who : world.plan().staff()) {
            Draws habits = world.habits(who.user());
            List<String> sites = Internet.domains(habits, 12);
            String browser = habits.pick(Internet.BROWSERS);
            world.clock()
                    .daily(
                            day ->
                                    shift(world, who, day)
                                            .ifPresent(
                                                    shift ->
                                                            new Day(who, sites, browser, day)
                                                                    .begin(shift)));
        }
    }

    /**
     * Office hours on ordinary days, nobody but operations at the weekend. On an event day half of
     * the office stays at home, all others come later and stay until the end.
     */
    public static Optional<Shift> shift(World world, Person who, LocalDate day) {
        Draws draws = world.draws("shift/" + who.user(), day);
        boolean event = world.rhythm().isEvent(day);
        double absent =
                event
                        ? who.department().equals("office") ? 0.5 : 0
                        : day.getDayOfWeek().getValue() < 6
                                ? 0.03
                                : who.department().equals("ops") ? 0.4 : 1;
        if (draws.chance(absent)) {
            return Optional.empty();
        }
        Instant from = Rhythm.at(day, event ? 10 : 7, 30);
        Instant start = draws.within(from, Duration.ofMinutes(75));
        Duration length = Duration.ofMinutes(event ? 690 : 490 + draws.below(60));
        return Optional.of(new Shift(start, start.plus(length)));
    }

    private final class Day {
        private final Person who;
        private final List<String> sites;
        private final String browser;
        private final Draws draws;
        private final Network network;
        private final String address;
        private final Desktop desktop;
        private final WindowsProcess window;

        Day(Person who, List<String> sites, String browser, LocalDate day) {
            this.who = who;
            this.sites = sites;
            this.browser = browser;
            this.draws = world.draws("staff/" + who.user(), day);
            this.network = new Network(world, draws);
            this.address = who.pc().address();
            this.desktop =
                    new Desktop(
                            world.rows(),
                            world.draws("desktop/" + who.user(), day),
                            who.pc().name(),
                            who.user());
            this.window = desktop.running(program(browser));
        }

        void begin(Shift shift) {
            world.clock().at(shift.start(), () -> logOn(shift.start()));
            Instant renewal = shift.start().plus(LEASE.dividedBy(2));
            if (renewal.isBefore(shift.end())) {
                world.clock().at(renewal, () -> network.lease(renewal, who.pc(), LEASE));
            }
            burst(shift.start().plusSeconds(120), shift.end());
            often(shift, 8, this::shareFile);
            switch (who.department()) {
                case "ticketing" -> often(shift, 20, at -> serve(at, "ticketing-server"));
                case "ops" -> {
                    often(shift, 10, at -> serve(at, "cctv-recorder"));
                    often(shift, 6, at -> serve(at, "building-management"));
                }
                case "dev", "media" -> often(shift, 8, at -> serve(at, "web-server"));
                default -> {
                    // the office needs nothing but files
                }
            }
        }

        private void often(Shift shift, double times, java.util.function.Consumer<Instant> act) {
            for (int i = draws.poisson(times); i > 0; i--) {
                Instant at = draws.within(shift.start().plusSeconds(120), shift.end());
                world.clock().at(at, () -> act.accept(at));
            }
        }

        private void logOn(Instant at) {
            network.lease(at, who.pc(), LEASE);
            Instant next = draws.within(at.plusSeconds(15), Duration.ofSeconds(40));
            network.ticket(next, address, "AS", who.user(), "krbtgt/" + VenuePlan.REALM);
            for (String service : List.of("LDAP/dc01", "cifs/file01")) {
                next = next.plus(Draws.micros(draws.between(120_000, 900_000)));
                network.ticket(next, address, "TGS", who.user(), service + "." + VenuePlan.DOMAIN);
            }
            Machine directory = world.plan().server("domain-controller");
            Duration query = draws.lasting(Duration.ofSeconds(3), 0.5);
            network.connect(
                    next, address, directory.address(), 389, "ldap_tcp", query, 2_400, 9_800);
            Machine updates = world.plan().server("update-server");
            network.http(
                    next.plusSeconds(5),
                    address,
                    Request.to(
                            updates.host() + ":8530",
                            updates.address(),
                            8530,
                            UPDATES,
                            UPDATE_AGENT,
                            draws.around(1_900, 0.2),
                            draws.around(3_000, 0.4)));
            programs(next.plusSeconds(20));
        }

        /** What opens with the morning, and what the department works with. */
        private void programs(Instant at) {
            WindowsProcess shell = desktop.root();
            List<String> images = new ArrayList<>(List.of(OFFICE + "ONEDRIVE.EXE"));
            if (who.hasMailbox()) {
                images.add(OFFICE + "OUTLOOK.EXE");
            }
            images.add("C:\\Program Files\\Arena\\" + who.department() + ".exe");
            images.add(window.image());
            Instant next = at;
            for (String image : images) {
                desktop.start(next, shell, image, '"' + image + '"');
                next = next.plusMillis(draws.between(800, 9_000));
            }
        }

        private void burst(Instant at, Instant end) {
            if (!at.isBefore(end)) {
                return;
            }
            world.clock()
                    .at(
                            at,
                            () -> {
                                Instant last = at;
                                visit(last);
                                for (int i = draws.poisson(2); i > 0; i--) {
                                    last = last.plusMillis((long) draws.exponential(40_000));
                                    visit(last);
                                }
                                double off = draws.pareto(240, 1.5, 7_200);
                                burst(last.plusMillis((long) (off * 1_000)), end);
                            });
        }

        private void visit(Instant at) {
            double kind = draws.uniform();
            if (kind < 0.09) {
                plainRequest(at);
                return;
            }
            String site =
                    kind < 0.55
                            ? draws.pickFavourite(sites)
                            : kind < 0.95
                                    ? draws.pickFavourite(Internet.SITE_WIDE)
                                    : Internet.someDomain(draws);
            Duration open = draws.lasting(Duration.ofSeconds(25), 1.2);
            long out = draws.around(3_500, 0.9);
            Flow flow = network.browse(at, address, site, open, out, draws.around(60_000, 1.4));
            desktop.queried(at, window, site, flow.to());
            desktop.connected(flow, window, site);
        }

        private void plainRequest(Instant at) {
            if (draws.chance(0.6)) {
                get(at, "ocsp.digicert.com", "/MFEwTzBNMEsw", "Microsoft-CryptoAPI/10.0");
            } else if (draws.chance(0.5)) {
                get(at, "www.msftconnecttest.com", "/connecttest.txt", "Microsoft NCSI");
            } else {
                get(at, "fixtures.league-table.example", "/round/34", browser);
            }
        }

        private void get(Instant at, String host, String uri, String agent) {
            String server = Internet.addressOf(host);
            network.resolve(at.minusMillis(draws.between(95, 400)), address, host, server);
            long out = draws.around(320, 0.2);
            network.http(
                    at, address, Request.to(host, server, 80, "GET " + uri, agent, out, out * 3));
        }

        private void shareFile(Instant at) {
            Machine files = world.plan().server("file-server");
            if (draws.chance(0.3)) {
                network.resolve(at.minusMillis(200), address, files.host(), files.address());
            }
            Duration open = draws.lasting(Duration.ofMinutes(2), 1);
            network.connect(
                    at,
                    address,
                    files.address(),
                    445,
                    "smb",
                    open,
                    draws.around(40_000, 1.2),
                    draws.around(300_000, 1.3));
        }

        private void serve(Instant at, String role) {
            Machine server = world.plan().server(role);
            Duration open = draws.lasting(Duration.ofSeconds(50), 1);
            network.tls(
                    at,
                    address,
                    server.host(),
                    server.address(),
                    open,
                    draws.around(6_000, 0.8),
                    draws.around(45_000, 1));
        }
    }
}

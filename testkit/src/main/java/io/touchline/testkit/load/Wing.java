// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import io.touchline.simulator.life.Letter;
import io.touchline.simulator.life.Microsoft;
import io.touchline.simulator.life.Network;
import io.touchline.simulator.life.Site;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.venue.Machine;
import io.touchline.simulator.venue.VenuePlan;
import io.touchline.simulator.wire.Flow;
import io.touchline.simulator.wire.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One wing of a {@link Campaign} and its ordinary life, about eleven records an hour day and night:
 * a controller that its master polls, an engineering server that copies to the master, an operator
 * at a PC who uses one application and a few sites, mail and files in the cloud.
 */
final class Wing {
    static final int MODBUS = 502;
    static final Site SITE = new Site("10.10.0.10", Set.of());

    static final String DEPARTMENT = "operations";
    static final String FILE = "rounds.xlsx";

    private static final Duration LEASE = Duration.ofHours(24);
    private static final List<String> TOPICS = List.of("Shift plan", "Spare parts", "Re: Rounds");

    private final Draws draws;
    private final Network network;
    private final Rows rows;
    private final Microsoft cloud;
    private final List<String> sites;
    private final List<String> partners;

    final String user;
    final Machine pc;
    final Machine application;
    final Machine master;
    final Machine engineering;
    final String controller;
    final String browser;

    Wing(long seed, int number, Rows rows) {
        this.draws = Draws.of(seed, "wing/" + number);
        this.network = new Network(rows, draws, SITE);
        this.rows = rows;
        this.cloud = new Microsoft(rows, draws);
        this.sites = Internet.domains(draws, 6);
        this.partners = Internet.domains(draws, 4);
        this.browser = draws.pick(Internet.BROWSERS);
        String net = String.format(Locale.ROOT, "10.%d.%d.", 100 + number / 200, number % 200);
        String id = String.format(Locale.ROOT, "%03d", number);
        this.user = "operator." + id;
        this.pc = new Machine("pc", "WING-PC-" + id, net + "11", draws.mac("8c:47:be"));
        this.application = server("WING-APP-" + id, net + "20");
        this.master = server("WING-BMS-" + id, net + "30");
        this.engineering = server("WING-ENG-" + id, net + "31");
        this.controller = net + "41";
    }

    private Machine server(String name, String address) {
        return new Machine("server", name, address, draws.mac("00:50:56"));
    }

    static String fullName(Machine machine) {
        return machine.name().toLowerCase(Locale.ROOT) + '.' + VenuePlan.DOMAIN;
    }

    String mail() {
        return user + '@' + VenuePlan.DOMAIN;
    }

    void write(Instant start, int days) {
        for (int day = 0; day < days; day++) {
            Instant midnight = start.plus(Duration.ofDays(day));
            logOn(draws.within(midnight.plusSeconds(5), Duration.ofMinutes(4)));
            for (int hour = 0; hour < 24; hour++) {
                hour(midnight.plus(Duration.ofHours(hour)));
            }
        }
    }

    private void logOn(Instant at) {
        network.lease(at, pc, LEASE);
        network.ticket(at.plusSeconds(20), pc.address(), "AS", user, "krbtgt/" + VenuePlan.REALM);
    }

    private void hour(Instant start) {
        poll(start.plus(Draws.micros(draws.between(0, 60_000_000))));
        Duration span = Duration.ofMinutes(55);
        Instant copied = draws.within(start, span);
        long out = draws.around(350_000, 0.2);
        Duration open = draws.lasting(Duration.ofSeconds(20), 0.4);
        String backup = master.address();
        network.connect(copied, engineering.address(), backup, 445, "smb", open, out, out / 60);
        Duration work = draws.lasting(Duration.ofSeconds(50), 0.6);
        network.session(
                draws.within(start, span),
                pc.address(),
                fullName(application),
                application.address(),
                work,
                draws.around(6_000, 0.6),
                draws.around(45_000, 0.8));
        if (draws.chance(0.5)) {
            browse(draws.within(start, span));
        }
        if (draws.chance(0.5)) {
            Instant at = draws.within(start, span);
            correspondence().deliver(rows, draws, at, mail());
        }
        if (draws.chance(0.5)) {
            String ip = "198.51.100." + (10 + draws.below(6));
            Instant at = draws.within(start, span);
            cloud.open(at, mail(), ip, browser, DEPARTMENT, FILE);
        }
    }

    /** Four reads over one connection. */
    private void poll(Instant first) {
        String from = master.address();
        Flow flow = Flow.tcp(draws, first.minusMillis(20), from, controller, MODBUS, "modbus");
        for (int i = 0; i < 4; i++) {
            Instant at = first.plus(Duration.ofMinutes(14L * i));
            String function = i % 2 == 0 ? "READ_HOLDING_REGISTERS" : "READ_COILS";
            network.zeek().modbus(flow, at, function, null);
        }
        network.zeek().conn(flow.lasting(Duration.ofMinutes(43)).carrying(48, 116));
    }

    private void browse(Instant at) {
        String site = draws.chance(0.02) ? Internet.someDomain(draws) : draws.pick(sites);
        Duration open = draws.lasting(Duration.ofSeconds(25), 1);
        long out = draws.around(3_500, 0.7);
        network.browse(at, pc.address(), site, open, out, draws.around(60_000, 1.2));
    }

    private Letter correspondence() {
        String domain = draws.chance(0.02) ? Internet.someDomain(draws) : draws.pick(partners);
        String sender = "office@" + domain;
        String ip = Internet.addressOf("mx." + domain);
        long size = draws.around(6_000, 0.7);
        return new Letter("Office", sender, sender, "", draws.pick(TOPICS), ip, size, List.of());
    }
}

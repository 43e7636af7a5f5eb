// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.schemas.Stage;
import io.touchline.simulator.Mailboxes.Mail;
import io.touchline.simulator.MatchCalendar.Phase;
import io.touchline.simulator.Venue.Controller;
import io.touchline.simulator.Venue.Workstation;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The planted chain, on the match day from 14:00 to 38 minutes before doors: a mail with an
 * attachment, a developer tunnel from the clerk's laptop, the engineering server, turnstile B3.
 *
 * <p>Model: the initial access and tunnel of real intrusions (ATT&CK T1566.001, T1572), then remote
 * services (T1021.001, T1021.002) and unauthorised Modbus commands (ICS T0855).
 */
final class PhishToTurnstile {
    private static final String SENDER_DOMAIN = "nordhafen-tickets.example";
    private static final String SENDER_IP = "203.0.113.77";
    private static final String TUNNEL = "q7x2-8080.euw.devtunnels.ms";
    private static final String TUNNEL_SERVICE = "global.rel.tunnels.api.visualstudio.com";
    private static final String DROP = "cdn-7f3k.sync-widget.example";
    private static final String DROP_AGENT = "WinHttpClient/1.7 (build 3391)";
    private static final Controller TARGET = Venue.CONTROLLERS.get(2);

    private final MatchCalendar calendar;
    private final Workstation laptop;
    private final Logs logs;
    private final Draws draws;
    private final Network network;
    private final Ledger ledger;

    PhishToTurnstile(long seed, MatchCalendar calendar, Venue venue, Logs logs, Ledger ledger) {
        this.calendar = calendar;
        this.laptop = venue.workstation("TICKETING-PC-14");
        this.logs = logs;
        this.draws = Draws.of(seed, "phish-to-turnstile");
        this.network = new Network(logs, draws);
        this.ledger = ledger;
    }

    /** Plants all stages; returns who took part. */
    Summary.Planted write() {
        Instant delivered = draws.within(match(14, 2), Duration.ofMinutes(4));
        deliver(delivered);
        Instant opened = draws.within(delivered.plusSeconds(6 * 60), Duration.ofMinutes(4));
        tunnel(opened);
        Instant moved = draws.within(match(15, 28), Duration.ofMinutes(5));
        move(moved);
        Instant read = draws.within(match(16, 58), Duration.ofMinutes(4));
        read(read);
        Instant written = calendar.start(Phase.DOORS).minus(Duration.ofMinutes(38));
        writeTo(draws.within(written, Duration.ofSeconds(30)));
        return new Summary.Planted(
                laptop.mail(),
                SENDER_DOMAIN,
                laptop.host(),
                laptop.mac(),
                laptop.address(),
                TUNNEL,
                Venue.ENG_SRV_02.host(),
                Venue.ENG_SRV_02.address(),
                TARGET.address());
    }

    private void deliver(Instant at) {
        Mail mail =
                new Mail(
                        "Nordhafen Group Tickets",
                        "bookings@" + SENDER_DOMAIN,
                        "bounce@mailer." + SENDER_DOMAIN,
                        "nordhafen.desk@postbox-eu.example",
                        "Corrected seating list for tonight, please confirm",
                        SENDER_IP,
                        Mailboxes.multipart("mixed", draws),
                        draws.between(176_000, 186_000),
                        1);
        String id = Mailboxes.deliver(logs, draws, at, laptop.mail(), mail);
        Map<String, String> who =
                Ledger.entities(
                        "mailbox", laptop.mail(), "sender", mail.sender(), "sender_ip", SENDER_IP);
        ledger.plant(
                Stage.DELIVERY, at, at, who, "mail with an attachment, new sender", List.of(id));
    }

    private void tunnel(Instant at) {
        String from = laptop.address();
        lookUp(at.minusMillis(300), TUNNEL_SERVICE);
        Duration brief = draws.lasting(Duration.ofSeconds(41), 0.1);
        Flow service = session(at, TUNNEL_SERVICE, brief, 9_812, 14_203);
        lookUp(at.plusMillis(1_900), TUNNEL);
        Duration open = Duration.between(at, match(17, 36));
        Flow tunnel = session(at.plusMillis(2_200), TUNNEL, open, 31_047_318, 6_402_771);
        Instant posted = at.plusSeconds(draws.between(130, 260));
        lookUp(posted.minusMillis(200), DROP);
        Flow post =
                network.http(
                        posted,
                        from,
                        DROP,
                        Internet.addressOf(DROP),
                        80,
                        "POST /w/collect",
                        DROP_AGENT,
                        draws.between(1_500, 3_000),
                        64);
        List<String> uids = List.of(service.uid(), tunnel.uid(), post.uid());
        Map<String, String> who = onLaptop();
        who.put("tunnel", TUNNEL);
        who.put("tunnel_service", TUNNEL_SERVICE);
        who.put("drop", DROP);
        String what = "developer tunnel kept open, a small POST with a new user agent";
        ledger.plant(Stage.COMMAND_AND_CONTROL, at, tunnel.end(), who, what, uids);
    }

    private void move(Instant at) {
        String from = laptop.address();
        String name = Venue.ENG_SRV_02.name();
        network.resolve(at.minusMillis(400), from, name, Venue.ENG_SRV_02.address());
        String cifs = "cifs/" + name;
        Flow ticket = network.ticket(at.minusMillis(150), from, "TGS", laptop.user(), cifs);
        Flow copy = toServer(at, 445, "smb", Duration.ofSeconds(14), 4_712_906, 61_318);
        Instant desktop = at.plusSeconds(draws.between(240, 420));
        Duration half = Duration.ofMinutes(22);
        Flow first = toServer(desktop, 3389, "rdp", half, 1_908_244, 24_117_903);
        Instant again = match(16, 54);
        Duration rest = Duration.between(again, match(17, 31));
        Flow second = toServer(again, 3389, "rdp", rest, 2_611_730, 31_440_192);
        Map<String, String> who = onLaptop();
        who.put("server", Venue.ENG_SRV_02.host());
        who.put("server_address", Venue.ENG_SRV_02.address());
        List<String> uids = List.of(ticket.uid(), copy.uid(), first.uid(), second.uid());
        String what = "first contact with the engineering server: smb, then rdp";
        ledger.plant(Stage.LATERAL_MOVEMENT, at, second.end(), who, what, uids);
    }

    private void read(Instant at) {
        Flow flow = modbus(at, "READ_HOLDING_REGISTERS", 6, Duration.ofSeconds(37));
        String what = "a new master reads a turnstile controller";
        ledger.plant(Stage.OT_ACCESS, at, flow.end(), onServer(), what, List.of(flow.uid()));
    }

    private void writeTo(Instant at) {
        Flow registers = modbus(at, "WRITE_MULTIPLE_REGISTERS", 3, Duration.ofSeconds(8));
        Instant next = registers.end().plusSeconds(5);
        Flow coil = modbus(next, "WRITE_SINGLE_COIL", 2, Duration.ofSeconds(6));
        List<String> uids = List.of(registers.uid(), coil.uid());
        String what = "a new master writes to a turnstile controller";
        ledger.plant(Stage.OT_IMPACT, at, coil.end(), onServer(), what, uids);
    }

    private Flow modbus(Instant at, String function, int times, Duration gap) {
        String master = Venue.ENG_SRV_02.address();
        int port = BuildingControl.MODBUS;
        Flow flow = Flow.tcp(draws, at.minusMillis(15), master, TARGET.address(), port, "modbus");
        Duration open = gap.multipliedBy(times).plus(Draws.micros(draws.between(0, 900_000)));
        flow = flow.lasting(open).carrying(14L * times, 24L * times);
        for (int i = 0; i < times; i++) {
            Duration jitter = Draws.micros(draws.between(0, 900_000));
            network.zeek().modbus(flow, at.plus(gap.multipliedBy(i)).plus(jitter), function);
        }
        network.zeek().conn(flow);
        return flow;
    }

    private void lookUp(Instant at, String name) {
        network.resolve(at, laptop.address(), name, Internet.addressOf(name));
    }

    private Flow session(Instant at, String name, Duration open, long out, long in) {
        String address = Internet.addressOf(name);
        return network.session(at, laptop.address(), name, address, open, out, in);
    }

    private Flow toServer(Instant at, int port, String service, Duration open, long out, long in) {
        Duration held = open.plus(Draws.micros(draws.between(0, 900_000)));
        String from = laptop.address();
        return network.connect(at, from, Venue.ENG_SRV_02, port, service, held, out, in);
    }

    private Map<String, String> onLaptop() {
        return Ledger.entities(
                "laptop", laptop.host(),
                "laptop_mac", laptop.mac(),
                "laptop_address", laptop.address(),
                "account", laptop.user());
    }

    private static Map<String, String> onServer() {
        return Ledger.entities(
                "server", Venue.ENG_SRV_02.host(),
                "server_address", Venue.ENG_SRV_02.address(),
                "controller", TARGET.address(),
                "function", TARGET.function());
    }

    private Instant match(int hour, int minute) {
        return MatchCalendar.at(calendar.matchDay(), hour, minute);
    }
}

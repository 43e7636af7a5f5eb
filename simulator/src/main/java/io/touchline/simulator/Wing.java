// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.simulator.Logs.LogFile;
import io.touchline.simulator.Mailboxes.Mail;
import io.touchline.simulator.Venue.Server;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One wing of a {@link Campaign} and its ordinary life, about twelve records an hour day and night:
 * a controller that its master polls, an engineering server that copies to the master, an operator
 * at a PC who uses one application and a few sites, mail and files in the cloud.
 */
final class Wing {
    private static final Duration LEASE = Duration.ofHours(24);
    private static final List<String> TOPICS = List.of("Shift plan", "Spare parts", "Re: Rounds");

    private final MatchCalendar calendar;
    private final Logs logs;
    private final Draws draws;
    private final Network network;
    private final List<String> sites;
    private final List<String> partners;
    private final String mac;

    final String host;
    final String user;
    final String address;
    final Server application;
    final Server master;
    final Server engineering;
    final String controller;
    final String browser;

    Wing(long seed, int number, MatchCalendar calendar, Logs logs) {
        this.calendar = calendar;
        this.logs = logs;
        this.draws = Draws.of(seed, "wing/" + number);
        this.network = new Network(logs, draws);
        this.sites = Internet.domains(draws, 6);
        this.partners = Internet.domains(draws, 4);
        this.mac = draws.mac("8c:47:be");
        this.browser = draws.pick(Internet.BROWSERS);
        String net = String.format(Locale.ROOT, "10.%d.%d.", 100 + number / 200, number % 200);
        String id = String.format(Locale.ROOT, "%03d", number);
        this.host = "WING-PC-" + id;
        this.user = "operator." + id;
        this.address = net + "11";
        this.application = new Server("WING-APP-" + id, net + "20");
        this.master = new Server("WING-BMS-" + id, net + "30");
        this.engineering = new Server("WING-ENG-" + id, net + "31");
        this.controller = net + "41";
    }

    String mail() {
        return user + '@' + Venue.DOMAIN;
    }

    void write() {
        for (LocalDate day : calendar.days()) {
            Instant midnight = MatchCalendar.at(day, 0, 0);
            logOn(draws.within(midnight.plusSeconds(5), Duration.ofMinutes(4)));
            for (int hour = 0; hour < 24; hour++) {
                hour(midnight.plus(Duration.ofHours(hour)));
            }
        }
    }

    private void logOn(Instant at) {
        network.zeek().dhcp(draws, at, Venue.DC01.address(), mac, address, host, LEASE);
        network.ticket(at.plusSeconds(20), address, "AS", user, "krbtgt/" + Venue.REALM);
    }

    private void hour(Instant start) {
        poll(start.plus(Draws.micros(draws.between(0, 60_000_000))));
        Duration span = Duration.ofMinutes(55);
        Instant copied = draws.within(start, span);
        long out = draws.around(350_000, 0.2);
        Duration open = draws.lasting(Duration.ofSeconds(20), 0.4);
        network.connect(copied, engineering.address(), master, 445, "smb", open, out, out / 60);
        Duration work = draws.lasting(Duration.ofSeconds(50), 0.6);
        network.session(
                draws.within(start, span),
                address,
                application.name(),
                application.address(),
                work,
                draws.around(6_000, 0.6),
                draws.around(45_000, 0.8));
        if (draws.chance(0.5)) {
            browse(draws.within(start, span));
        }
        if (draws.chance(0.5)) {
            Mailboxes.deliver(logs, draws, draws.within(start, span), mail(), correspondence());
        }
        if (draws.chance(0.5)) {
            cloud(
                    draws,
                    draws.within(start, span),
                    "FileAccessed",
                    "198.51.100." + (10 + draws.below(6)));
        }
    }

    /** Four reads over one connection. */
    private void poll(Instant first) {
        String from = master.address();
        Flow flow =
                Flow.tcp(
                        draws,
                        first.minusMillis(20),
                        from,
                        controller,
                        BuildingControl.MODBUS,
                        "modbus");
        for (int i = 0; i < 4; i++) {
            Instant at = first.plus(Duration.ofMinutes(14L * i));
            network.zeek().modbus(flow, at, i % 2 == 0 ? "READ_HOLDING_REGISTERS" : "READ_COILS");
        }
        network.zeek().conn(flow.lasting(Duration.ofMinutes(43)).carrying(48, 116));
    }

    private void browse(Instant at) {
        String site = draws.chance(0.02) ? Internet.someDomain(draws) : draws.pick(sites);
        Duration open = draws.lasting(Duration.ofSeconds(25), 1);
        long out = draws.around(3_500, 0.7);
        network.browse(at, address, site, open, out, draws.around(60_000, 1.2));
    }

    private Mail correspondence() {
        String domain = draws.chance(0.02) ? Internet.someDomain(draws) : draws.pick(partners);
        String sender = "office@" + domain;
        String type = "text/plain; charset=\"utf-8\"";
        String ip = Internet.addressOf("mx." + domain);
        long size = draws.around(6_000, 0.7);
        return new Mail("Office", sender, sender, "", draws.pick(TOPICS), ip, type, size, 0);
    }

    /** Exported 5 to 85 minutes after it happened: audit logs are that slow. */
    void cloud(Draws from, Instant at, String operation, String ip) {
        String file = "rounds-" + from.below(9) + ".xlsx";
        String site = "https://arenaexample.sharepoint.com/sites/operations/";
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("CreationTime", CloudAudit.CREATED.format(at));
        row.put("Id", from.guid());
        row.put("Operation", operation);
        row.put("OrganizationId", CloudAudit.ORGANISATION);
        row.put("RecordType", 6);
        row.put("UserKey", mail());
        row.put("UserType", 0);
        row.put("Workload", "SharePoint");
        row.put("UserId", mail());
        row.put("ObjectId", site + "Shared Documents/" + file);
        row.put("ClientIP", ip);
        row.put("UserAgent", browser);
        row.put("ItemType", "File");
        row.put("SourceFileName", file);
        logs.json(
                LogFile.AUDIT,
                from.within(at.plus(Duration.ofMinutes(5)), Duration.ofMinutes(80)),
                row);
    }
}

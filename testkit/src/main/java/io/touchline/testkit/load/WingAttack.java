// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import io.touchline.simulator.life.Letter;
import io.touchline.simulator.life.Microsoft;
import io.touchline.simulator.life.Network;
import io.touchline.simulator.life.Request;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.wire.Flow;
import io.touchline.simulator.wire.Rows;
import io.touchline.testkit.load.Campaign.Planted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The chain that is planted into one wing of a {@link Campaign}, some three hours long: a mail from
 * a stranger, a tunnel and a small POST from the PC, files read from abroad (told of late, as audit
 * logs are), the engineering server, and the controller that it never spoke to before.
 */
final class WingAttack {
    private static final Duration LENGTH = Duration.ofHours(3);
    private static final String ABROAD = "203.0.113.77";

    private final Wing wing;
    private final Draws draws;
    private final Network network;
    private final Rows rows;
    private final Microsoft cloud;

    WingAttack(long seed, Wing wing, Rows rows) {
        this.wing = wing;
        this.draws = Draws.of(seed, "attack/" + wing.pc.name());
        this.network = new Network(rows, draws, Wing.SITE);
        this.rows = rows;
        this.cloud = new Microsoft(rows, draws);
    }

    /** Plants it somewhere in a slot that begins {@code afterSeconds} after {@code start}. */
    Planted write(Instant start, long afterSeconds, long slotSeconds) {
        long room = Math.max(60, slotSeconds - LENGTH.toSeconds());
        Instant first = draws.within(start.plusSeconds(afterSeconds), Duration.ofSeconds(room));
        String sender = draws.hex(6) + "-tickets.example";
        deliver(first, sender);
        String tunnel = draws.hex(6) + "-8080.euw.devtunnels.ms";
        tunnel(first.plus(minutes(6, 10)), tunnel);
        Instant taken = first.plus(minutes(20, 30));
        cloud.download(taken, wing.mail(), ABROAD, wing.browser, Wing.DEPARTMENT, Wing.FILE);
        move(first.plus(minutes(45, 60)));
        modbus(first.plus(minutes(90, 105)), "READ_HOLDING_REGISTERS", 4);
        Instant written = first.plus(minutes(130, 150));
        modbus(written, "WRITE_MULTIPLE_REGISTERS", 3);
        modbus(written.plusSeconds(90), "WRITE_SINGLE_COIL", 2);
        return new Planted(
                first,
                written.plusSeconds(120),
                wing.mail(),
                sender,
                wing.pc.name(),
                wing.pc.address(),
                tunnel,
                wing.engineering.name(),
                wing.engineering.address(),
                wing.controller);
    }

    private void deliver(Instant at, String sender) {
        Letter letter =
                new Letter(
                        "Group Tickets",
                        "bookings@" + sender,
                        "bounce@mailer." + sender,
                        "desk@postbox-eu.example",
                        "Corrected list for tonight, please confirm",
                        ABROAD,
                        draws.between(176_000, 186_000),
                        List.of("list.pdf.js"));
        letter.deliver(rows, draws, at, wing.mail());
    }

    private void tunnel(Instant at, String tunnel) {
        String from = wing.pc.address();
        String out = Internet.addressOf(tunnel);
        network.resolve(at.minusMillis(300), from, tunnel, out);
        network.session(at, from, tunnel, out, Duration.ofMinutes(38), 31_047_318, 6_402_771);
        String drop = draws.hex(8) + ".sync-widget.example";
        network.http(
                at.plus(minutes(2, 4)),
                from,
                Request.to(
                        drop,
                        Internet.addressOf(drop),
                        80,
                        "POST /w/collect",
                        "WinHttpClient/1.7 (build 3391)",
                        draws.between(1_500, 3_000),
                        64));
    }

    private void move(Instant at) {
        String from = wing.pc.address();
        String to = wing.engineering.address();
        String cifs = "cifs/" + Wing.fullName(wing.engineering);
        network.ticket(at.minusMillis(150), from, "TGS", wing.user, cifs);
        network.connect(at, from, to, 445, "smb", Duration.ofSeconds(14), 4_712_906, 61_318);
        Instant desktop = at.plus(minutes(4, 7));
        Duration open = Duration.ofMinutes(22);
        network.connect(desktop, from, to, 3389, "rdp", open, 1_908_244, 24_117_903);
    }

    private void modbus(Instant at, String function, int times) {
        String from = wing.engineering.address();
        Instant opened = at.minusMillis(15);
        Flow flow = Flow.tcp(draws, opened, from, wing.controller, Wing.MODBUS, "modbus");
        for (int i = 0; i < times; i++) {
            network.zeek().modbus(flow, at.plusSeconds(8L * i), function, null);
        }
        network.zeek().conn(flow.lasting(Duration.ofSeconds(8L * times)).carrying(70, 120));
    }

    private Duration minutes(int from, int until) {
        return Draws.micros(draws.between(from * 60_000_000L, until * 60_000_000L));
    }
}

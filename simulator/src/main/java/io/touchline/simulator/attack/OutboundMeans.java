// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.life.Desktop;
import io.touchline.simulator.life.Request;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.wire.Flow;
import io.touchline.simulator.wire.WindowsProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What a machine inside sends out, or fetches. */
final class OutboundMeans {
    private static final List<String> TUNNELS =
            List.of("euw.devtunnels.ms", "ngrok-free.app", "trycloudflare.com");

    private static final String TOOL = "C:\\Users\\Public\\AppData\\Local\\Programs\\devtunnel.exe";

    private OutboundMeans() {}

    /** A legitimate tool holds a tunnel open (ATT&CK T1572). {@code for}, {@code service}. */
    static void developerTunnel(Scene scene) {
        Draws draws = scene.draws();
        String service = scene.text("service", draws.pick(TUNNELS));
        String name = draws.hex(8) + "-" + (3_000 + draws.below(6_000)) + "." + service;
        String from = scene.actor().address();
        Instant at = scene.at();
        String hub =
                service.equals(TUNNELS.get(0))
                        ? "global.rel.tunnels.api.visualstudio.com"
                        : service;
        scene.network().resolve(at.minusMillis(300), from, hub, Internet.addressOf(hub));
        scene.network()
                .session(
                        at,
                        from,
                        hub,
                        Internet.addressOf(hub),
                        draws.lasting(Duration.ofSeconds(41), 0.1),
                        draws.around(9_800, 0.1),
                        draws.around(14_200, 0.1));
        Desktop desktop = scene.desktop(scene.actor());
        WindowsProcess tool =
                desktop.start(at.minusMillis(900), desktop.root(), TOOL, TOOL + " host --port 443");
        Instant open = at.plusMillis(2_200);
        scene.network().resolve(open.minusMillis(300), from, name, Internet.addressOf(name));
        Duration length = scene.duration("for", "150m");
        long out = draws.around(200_000.0 * length.toMinutes(), 0.4);
        Flow held =
                scene.network()
                        .session(open, from, name, Internet.addressOf(name), length, out, out / 4);
        desktop.connected(held, tool, name);
        scene.involve("host", scene.actor());
        scene.involve("tunnel", Actor.external(name, Internet.addressOf(name)));
        if (!hub.equals(service)) {
            scene.share("hub", Actor.external(hub, Internet.addressOf(hub))); // developers meet it
        }
        scene.say("a developer tunnel, held open for " + length.toMinutes() + " min");
    }

    /** A small POST to a site that is legitimate otherwise. {@code host}, {@code bytes}. */
    static void smallPost(Scene scene) {
        Draws draws = scene.draws();
        String host = scene.text("host", "www." + Internet.someDomain(draws));
        String address = Internet.addressOf(host);
        String from = scene.actor().address();
        scene.network().resolve(scene.at().minusMillis(250), from, host, address);
        long bytes = scene.count("bytes", 1_500 + draws.below(1_500));
        String agent = "WinHttpClient/" + (1 + draws.below(3)) + "." + draws.below(10);
        Request post = Request.to(host, address, 80, "POST /wp/i.php", agent, bytes, 64);
        Flow flow = scene.network().http(scene.at(), from, post);
        Desktop desktop = scene.desktop(scene.actor());
        desktop.connected(flow, desktop.running(HostMeans.POWERSHELL), host);
        scene.involve("host", scene.actor());
        scene.involve("drop", Actor.external(host, address));
        scene.say("a small POST with an agent that no browser here has");
    }

    /**
     * Data leaves by a site that is legitimate (T1567): {@code bytes} a day in pieces, over {@code
     * days}, each day {@code growth} times the day before.
     */
    static void exfiltration(Scene scene) {
        Draws draws = scene.draws();
        String host = scene.text("host", Internet.SITE_WIDE.get(4));
        int days = scene.count("days", 1);
        double bytes = scene.number("bytes", 400e6);
        double growth = scene.number("growth", 1);
        Duration spread = scene.duration("spread", "4h");
        int pieces = scene.count("pieces", 24);
        for (int day = 0; day < days; day++) {
            Instant from = scene.at().plus(Duration.ofDays(day));
            double piece = bytes * StrictMath.pow(growth, day) / pieces;
            for (int i = 0; i < pieces; i++) {
                Instant at = draws.within(from, spread);
                long out = draws.around(piece, 0.3);
                Duration open = draws.lasting(Duration.ofSeconds(30), 0.5);
                scene.clock()
                        .at(
                                at,
                                () ->
                                        scene.network()
                                                .browse(
                                                        at,
                                                        scene.actor().address(),
                                                        host,
                                                        open,
                                                        out,
                                                        out / 60));
            }
        }
        scene.involve("host", scene.actor());
        Actor site = Actor.external(host, Internet.addressOf(host));
        if (Internet.SITE_WIDE.contains(host)) {
            scene.share("site", site);
        } else {
            scene.involve("site", site);
        }
        scene.say(
                String.format(
                        Locale.ROOT,
                        "%.0f MB a day through %s over %d days, times %.2f each day",
                        bytes / 1e6,
                        host,
                        days,
                        growth));
    }

    /** A program from a bare address: {@code host}. */
    static void minerDownload(Scene scene) {
        Draws draws = scene.draws();
        String address = scene.text("host", Internet.hostingAddress(draws));
        Request fetch =
                Request.to(
                        address,
                        address,
                        80,
                        "GET /x86_64",
                        scene.text("agent", "curl/7.81.0"),
                        120,
                        draws.around(6_400_000, 0.1));
        scene.network()
                .http(
                        scene.at(),
                        scene.actor().address(),
                        fetch.answered(200, "application/x-executable"));
        scene.involve("host", scene.actor());
        scene.involve("source", Actor.external(address, address));
        scene.say("a program is fetched from a bare address");
    }

    /** Work from a pool (T1496): one long session, a little each way every 30 s. */
    static void mining(Scene scene) {
        Draws draws = scene.draws();
        String pool = scene.text("pool", "pool." + Internet.someDomain(draws));
        String address = Internet.addressOf(pool);
        Duration length = scene.duration("for", "3h");
        String from = scene.actor().address();
        scene.network().resolve(scene.at().minusMillis(200), from, pool, address);
        Instant end = scene.at().plus(length);
        for (Instant at = scene.at(); at.isBefore(end); at = at.plus(Duration.ofMinutes(30))) {
            Duration left = Duration.between(at, end);
            Duration half = Duration.ofMinutes(30).minusSeconds(draws.between(1, 40));
            Duration open = left.compareTo(half) < 0 ? left : half;
            long out = draws.around(26_000, 0.1);
            scene.network().connect(at, from, address, 3333, "", open, out, out * 2);
        }
        scene.involve("host", scene.actor());
        scene.involve("pool", Actor.external(pool, address));
        scene.say("work for a mining pool over " + length.toMinutes() + " min");
    }
}

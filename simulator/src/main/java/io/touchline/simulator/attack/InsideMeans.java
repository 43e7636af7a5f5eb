// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.life.Desktop;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.venue.Machine;
import io.touchline.simulator.venue.VenuePlan;
import io.touchline.simulator.wire.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What goes on inside: looking around and moving on. */
final class InsideMeans {
    /** Kerberos services by protocol; a key opens SSH. */
    private static final Map<String, List<String>> TICKETS =
            Map.of("smb", List.of("cifs"), "rdp", List.of("TERMSRV"), "winrm", List.of("HTTP"));

    private InsideMeans() {}

    /** Ports of many machines are tried (T1046). {@code targets}, {@code ports}, {@code pace}. */
    static void scan(Scene scene) {
        Draws draws = scene.draws();
        List<Actor> targets = scene.cast().all(scene.text("targets", "camera"));
        if (targets.isEmpty()) {
            throw new ScenarioException(
                    "there is nobody to scan: " + scene.text("targets", "camera"),
                    "name a role or a machine of the venue");
        }
        List<Integer> ports =
                scene.list("ports", "80,554,23").stream().map(InsideMeans::port).toList();
        Duration pace = scene.duration("pace", "2s");
        int most = scene.count("most", 40);
        double open = scene.number("open", 0.2);
        Instant at = scene.at();
        for (Actor target : targets.subList(0, Math.min(most, targets.size()))) {
            for (int port : ports) {
                if (draws.chance(open)) {
                    scene.network()
                            .connect(
                                    at,
                                    scene.actor().address(),
                                    target.address(),
                                    port,
                                    "",
                                    Duration.ofMillis(40),
                                    0,
                                    0);
                } else {
                    String how = draws.chance(0.7) ? "REJ" : "S0";
                    scene.network().knock(at, scene.actor().address(), target.address(), port, how);
                }
                at = at.plusMillis((long) (pace.toMillis() * (0.6 + 0.8 * draws.uniform())));
            }
            scene.involve("target", target);
        }
        scene.involve("host", scene.actor());
        scene.say("ports of " + Math.min(most, targets.size()) + " machines are tried");
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}")) {
            throw new ScenarioException(
                    "there is no port '" + text + "'", "write 22, or [22, 445]");
        }
        return Integer.parseInt(text);
    }

    /** Something new on a segment where nothing ever is: a lease, then a look around (T1200). */
    static void pluggedBox(Scene scene) {
        Draws draws = scene.draws();
        Machine box =
                new Machine(
                        "unknown",
                        scene.text("name", ""),
                        scene.actor().address(),
                        scene.actor().mac());
        scene.network().lease(scene.at(), box, Duration.ofHours(12));
        String ntp = "pool.ntp.example";
        scene.network()
                .resolve(scene.at().plusSeconds(2), box.address(), ntp, Internet.addressOf(ntp));
        Flow clock =
                Flow.udp(
                        draws,
                        scene.at().plusSeconds(3),
                        box.address(),
                        Internet.addressOf(ntp),
                        123,
                        "ntp");
        scene.network().zeek().conn(clock);
        scene.involve("host", scene.actor());
        scene.say("a box takes an address on a segment where nothing new ever comes");
    }

    /** A supplier's account comes in over the VPN, from another network and hour than ever. */
    static void supplierLogon(Scene scene) {
        Draws draws = scene.draws();
        String from = Internet.hostingAddress(draws);
        Actor gate = scene.other("gate", "web-server");
        scene.network()
                .connect(
                        scene.at(),
                        from,
                        gate.address(),
                        1194,
                        "",
                        scene.duration("for", "2h"),
                        draws.around(9e6, 0.4),
                        draws.around(40e6, 0.4));
        String account = scene.text("account", "svc-liftcare");
        scene.network()
                .ticket(
                        scene.at().plusSeconds(20),
                        scene.actor().address(),
                        "AS",
                        account,
                        "krbtgt/" + VenuePlan.REALM);
        scene.involve("host", scene.actor());
        scene.involve("account", new Actor("account", "supplier", account, "", "", account));
        scene.involve("source", Actor.external("", from));
        scene.say("a supplier's account logs on over the VPN from a network it never used");
    }

    /** Files over, then a session (T1021). {@code to}, {@code protocol} (rdp, smb, ssh, winrm). */
    static void remoteSession(Scene scene) {
        Draws draws = scene.draws();
        Actor from = scene.actor();
        Actor to = scene.other("to", "engineering");
        String protocol = scene.text("protocol", "rdp");
        String user = from.user().isEmpty() ? from.name() + "$" : from.user();
        String host =
                to.name().toLowerCase(java.util.Locale.ROOT) + "." + scene.cast().mailDomain();
        Instant at = scene.at();
        scene.network().resolve(at.minusMillis(400), from.address(), host, to.address());
        TICKETS.getOrDefault(protocol, List.of())
                .forEach(
                        service ->
                                scene.network()
                                        .ticket(
                                                at.minusMillis(150),
                                                from.address(),
                                                "TGS",
                                                user,
                                                service + "/" + host));
        Instant begun = at;
        if (!protocol.equals("ssh")) {
            scene.network()
                    .connect(
                            at,
                            from.address(),
                            to.address(),
                            445,
                            "smb",
                            draws.lasting(Duration.ofSeconds(14), 0.3),
                            draws.around(4_700_000, 0.3),
                            61_000);
        }
        if (!protocol.equals("smb")) {
            int port = protocol.equals("rdp") ? 3389 : protocol.equals("ssh") ? 22 : 5985;
            begun = at.plusSeconds(draws.between(60, 240));
            Flow session =
                    Flow.tcp(
                                    draws,
                                    begun,
                                    from.address(),
                                    to.address(),
                                    port,
                                    protocol.equals("winrm") ? "http" : protocol)
                            .lasting(scene.duration("for", "40m"))
                            .carrying(draws.around(1_900_000, 0.3), draws.around(24e6, 0.3));
            scene.network().zeek().conn(session);
            if (protocol.equals("rdp")) {
                scene.network().zeek().rdp(session, user, from.name());
            }
        }
        served(scene, protocol, to, begun.plusSeconds(2));
        scene.involve("from", from);
        scene.involve("to", to);
        scene.say("first session over " + protocol + " from " + from.name() + " to " + to.name());
    }

    /** What starts on the other side. */
    private static void served(Scene scene, String protocol, Actor to, Instant at) {
        String image =
                switch (protocol) {
                    case "rdp" -> "C:\\Windows\\System32\\rdpclip.exe";
                    case "winrm" -> "C:\\Windows\\System32\\wsmprovhost.exe";
                    default -> "C:\\Windows\\PSEXESVC.exe";
                };
        if (!protocol.equals("ssh")) {
            Desktop desktop = scene.desktop(to);
            desktop.start(at, desktop.root(), image, image);
        }
    }

    /** A vendor works on a server from outside (T1133). {@code vendor}, {@code for}. */
    static void vendorSession(Scene scene) {
        Draws draws = scene.draws();
        String vendor = scene.text("vendor", "vpn." + Internet.someDomain(draws));
        String address = Internet.addressOf(vendor);
        Duration open = scene.duration("for", "50m");
        Flow session =
                Flow.tcp(draws, scene.at(), address, scene.actor().address(), 3389, "rdp")
                        .lasting(open)
                        .carrying(draws.around(1_900_000, 0.3), draws.around(21e6, 0.3));
        scene.network().zeek().conn(session);
        scene.network().zeek().rdp(session, "vendor", vendor);
        scene.involve("server", scene.actor());
        scene.involve("source", Actor.external(vendor, address));
        scene.say("a session of " + vendor + " on " + scene.actor().name());
    }
}

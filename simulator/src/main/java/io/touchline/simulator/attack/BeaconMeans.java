// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.wire.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An implant that asks for orders again and again (T1071). */
final class BeaconMeans {
    private BeaconMeans() {}

    /**
     * One destination: {@code every}, {@code jitter} (a share of the period, or {@code
     * exponential}), {@code for}, {@code host}, {@code missed} (share of beats).
     */
    static void beacon(Scene scene) {
        Draws draws = scene.draws();
        String host = scene.text("host", "api." + Internet.someDomain(draws));
        String address = Internet.addressOf(host);
        Duration every = scene.duration("every", "60s");
        String jitter = scene.text("jitter", "0.1");
        double share = jitter.equals("exponential") ? 0 : scene.number("jitter", 0.1);
        double missed = scene.number("missed", 0.03);
        Instant end = scene.at().plus(scene.duration("for", "3h"));
        String from = scene.actor().address();
        scene.clock()
                .repeat(
                        scene.at(),
                        end,
                        () ->
                                jitter.equals("exponential")
                                        ? millis(1 + draws.exponential(every.toMillis()))
                                        : millis(
                                                every.toMillis()
                                                        * (1 + share * (2 * draws.uniform() - 1))),
                        at -> {
                            if (!draws.chance(missed)) {
                                Duration open = draws.lasting(Duration.ofMillis(420), 0.2);
                                long in = draws.around(900, 0.1);
                                scene.network().tls(at, from, host, address, open, 610, in);
                            }
                        });
        scene.involve("host", scene.actor());
        scene.involve("command-server", Actor.external(host, address));
        scene.say("a beacon every " + every.toSeconds() + " s, jitter " + jitter);
    }

    /**
     * Nine end points asked in step: {@code endpoints}, {@code every}, {@code transport}
     * (connection for one each poll, keep-alive, h2), {@code for}, {@code switch-after}: then all
     * move to another server. {@code hosts} names a list that is always the same.
     */
    static void parallelPolls(Scene scene) {
        int endpoints = scene.count("endpoints", 9);
        Duration length = scene.duration("for", "20m");
        Duration first = scene.has("switch-after") ? scene.duration("switch-after", "10m") : length;
        List<String> hosts = hosts(scene, endpoints);
        polls(scene, hosts, scene.at(), first);
        if (first.compareTo(length) < 0) {
            List<String> others = hosts(scene.draws(), endpoints);
            polls(scene, others, scene.at().plus(first), length.minus(first));
        }
        scene.involve("host", scene.actor());
        scene.say(
                hosts.size()
                        + " end points asked in step by "
                        + scene.text("transport", "connection"));
    }

    /** As listed; of a name always the same. */
    private static List<String> hosts(Scene scene, int endpoints) {
        if (scene.with().get("hosts") instanceof List<?>) {
            return scene.list("hosts", "");
        }
        boolean named = scene.has("hosts");
        return hosts(named ? Draws.of(0, scene.text("hosts", "")) : scene.draws(), endpoints);
    }

    private static List<String> hosts(Draws draws, int endpoints) {
        List<String> hosts = new ArrayList<>();
        for (String domain : Internet.domains(draws, endpoints)) {
            hosts.add("rpc." + domain);
        }
        return hosts;
    }

    private static void polls(Scene scene, List<String> hosts, Instant from, Duration length) {
        String transport = scene.text("transport", "connection");
        Duration every = scene.duration("every", "500ms");
        for (String host : hosts) {
            String address = Internet.addressOf(host);
            scene.involve("command-server", Actor.external(host, address));
            scene.network().resolve(from.minusMillis(400), scene.actor().address(), host, address);
            long polls = length.toMillis() / every.toMillis();
            switch (transport) {
                case "connection" -> eachPoll(scene, host, address, from, length, every);
                case "keep-alive" -> kept(scene, host, address, from, length, polls, 15);
                case "h2" -> kept(scene, host, address, from, length, polls, 1);
                default ->
                        throw new ScenarioException(
                                "there is no transport '" + transport + "'",
                                "use connection, keep-alive or h2");
            }
        }
    }

    private static void eachPoll(
            Scene scene,
            String host,
            String address,
            Instant from,
            Duration length,
            Duration every) {
        Draws draws = scene.draws();
        scene.clock()
                .repeat(
                        from.plusMillis(draws.below(30)),
                        from.plus(length),
                        () -> every.plus(Draws.micros(draws.between(-4_000, 4_000))),
                        at ->
                                scene.network()
                                        .session(
                                                at,
                                                scene.actor().address(),
                                                host,
                                                address,
                                                draws.lasting(Duration.ofMillis(90), 0.2),
                                                540,
                                                720));
    }

    /** Few long connections; packets tell the rhythm, no row does. */
    private static void kept(
            Scene scene,
            String host,
            String address,
            Instant from,
            Duration length,
            long polls,
            int connections) {
        Duration each = length.dividedBy(connections);
        for (int i = 0; i < connections; i++) {
            Instant at = from.plus(each.multipliedBy(i)).plusMillis(scene.draws().below(40));
            Flow flow =
                    Flow.tcp(scene.draws(), at, scene.actor().address(), address, 443, "ssl")
                            .lasting(each)
                            .carrying(polls * 310 / connections, polls * 420 / connections);
            scene.network().zeek().conn(flow);
            scene.network().zeek().ssl(flow, host, connections == 1 ? "h2" : "http/1.1");
        }
    }

    private static Duration millis(double millis) {
        return Duration.ofMillis((long) millis);
    }
}

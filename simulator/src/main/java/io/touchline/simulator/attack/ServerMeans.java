// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.wire.Flow;
import java.time.Duration;
import java.time.Instant;

/** What is done to a server that faces the Internet, and what it then does. */
final class ServerMeans {
    private ServerMeans() {}

    /** Requests no visitor makes, from one address (T1190). {@code from}, {@code requests}. */
    static void webExploit(Scene scene) {
        Draws draws = scene.draws();
        Actor source = scene.stranger("from");
        int requests = scene.count("requests", 14);
        String[] paths = {
            "GET /.env", "GET /actuator/env", "POST /api/v1/upload.jsp", "POST /cgi-bin/status"
        };
        Instant at = scene.at();
        for (int i = 0; i < requests; i++) {
            boolean through = i >= requests - 2;
            scene.network()
                    .http(
                            at,
                            source.address(),
                            scene.actor().address(),
                            scene.actor().address(),
                            80,
                            through ? paths[2 + i % 2] : paths[i % 2],
                            "python-requests/2.31.0",
                            through ? draws.around(9_000, 0.2) : 180,
                            draws.around(400, 0.3),
                            through ? 200 : 404,
                            "text/plain");
            at = at.plusMillis(400 + draws.below(2_500));
        }
        scene.involve("server", scene.actor());
        scene.involve("source", source);
        scene.say("requests that no visitor makes, the last two answered");
    }

    /** The server opens a connection to who attacked it. {@code from}, {@code port}. */
    static void callBack(Scene scene) {
        Draws draws = scene.draws();
        Actor source = scene.stranger("from");
        int port = scene.count("port", 4444);
        Duration open = scene.duration("for", "35m");
        scene.network()
                .connect(
                        scene.at(),
                        scene.actor().address(),
                        source.address(),
                        port,
                        "",
                        open,
                        draws.around(190_000, 0.4),
                        draws.around(42_000, 0.4));
        scene.involve("server", scene.actor());
        scene.involve("source", source);
        scene.say("the server calls back to who attacked it");
    }

    /** A server nobody has seen before takes an address and serves. No attack by itself. */
    static void newServer(Scene scene) {
        Draws draws = scene.draws();
        Instant at = scene.at();
        for (int i = 0; i < 12; i++) {
            String visitor = Internet.homeAddress(draws);
            Instant request = at.plusSeconds(3L + i * 9L);
            Flow flow = Flow.tcp(draws, request, visitor, scene.actor().address(), 80, "http");
            scene.network().zeek().conn(flow);
            scene.network()
                    .zeek()
                    .http(
                            flow,
                            "GET",
                            "beta.arena.example",
                            "/",
                            draws.pick(Internet.BROWSERS),
                            200,
                            "text/html");
        }
        scene.involve("server", scene.actor());
        scene.say("a new server goes into service");
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.life.Request;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import java.time.Duration;
import java.time.Instant;

/** What is done to a server that faces the Internet, and what it then does. */
final class ServerMeans {
    private ServerMeans() {}

    /**
     * Requests no visitor makes, from one address (T1190). {@code from}, {@code requests}, {@code
     * answered}.
     */
    static void webExploit(Scene scene) {
        Draws draws = scene.draws();
        Actor source = scene.stranger("from");
        int requests = scene.count("requests", 14);
        int answered = scene.count("answered", 2);
        String[] paths = {
            "GET /.env", "GET /actuator/env", "POST /api/v1/upload.jsp", "POST /cgi-bin/status"
        };
        Instant at = scene.at();
        for (int i = 0; i < requests; i++) {
            boolean through = i >= requests - answered;
            Request request =
                    Request.to(
                            scene.actor().address(),
                            scene.actor().address(),
                            80,
                            through ? paths[2 + i % 2] : paths[i % 2],
                            "python-requests/2.31.0",
                            through ? draws.around(9_000, 0.2) : 180,
                            draws.around(400, 0.3));
            scene.network()
                    .http(
                            at,
                            source.address(),
                            request.answered(through ? 200 : 404, "text/plain"));
            at = at.plusMillis(400 + draws.below(2_500));
        }
        scene.involve("server", scene.actor());
        scene.involve("source", source);
        scene.say("requests that no visitor makes, the last " + answered + " answered");
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
            Request request =
                    Request.to(
                            "beta.arena.example",
                            scene.actor().address(),
                            80,
                            "GET /",
                            draws.pick(Internet.BROWSERS),
                            500,
                            draws.around(14_000, 0.5));
            Instant when = at.plusSeconds(3L + i * 9L);
            scene.network().http(when, Internet.homeAddress(draws), request);
        }
        scene.involve("server", scene.actor());
        scene.say("a new server goes into service");
    }
}

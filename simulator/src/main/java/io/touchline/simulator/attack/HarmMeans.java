// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.life.Request;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.wire.Flow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What is broken: files, machines that fall silent, a service that cannot answer any more. */
final class HarmMeans {
    /** So many sources of a flood stand in the ledger. */
    private static final int TOLD = 50;

    private HarmMeans() {}

    /** Files of a server are read, written and renamed in a burst (T1486). {@code to}. */
    static void encryption(Scene scene) {
        Draws draws = scene.draws();
        Actor to = scene.other("to", "file-server");
        int files = scene.count("files", 400);
        Flow flow = Flow.tcp(draws, scene.at(), scene.actor().address(), to.address(), 445, "smb");
        Duration gap = Duration.ofMillis(220);
        Instant at = scene.at();
        String ending = "." + draws.hex(5);
        long bytes = 0;
        for (int i = 0; i < files; i++) {
            String name = "projects\\" + draws.hex(6) + ".xlsx";
            long size = draws.around(240_000, 0.8);
            bytes += size;
            scene.network().zeek().smbFile(flow, at, "SMB::FILE_OPEN", "\\\\share", name, size);
            scene.network()
                    .zeek()
                    .smbFile(
                            flow,
                            at.plusMillis(90),
                            "SMB::FILE_RENAME",
                            "\\\\share",
                            name + ending,
                            size);
            at = at.plus(gap).plusMillis(draws.below(120));
        }
        scene.network()
                .zeek()
                .conn(flow.lasting(Duration.between(scene.at(), at)).carrying(bytes, bytes));
        scene.involve("host", scene.actor());
        scene.involve("server", to);
        scene.say(files + " files of " + to.name() + " are read, written and renamed");
    }

    /** Machines fall silent (T1489, T1529). {@code targets}, {@code for}. */
    static void silence(Scene scene) {
        List<Actor> targets =
                scene.has("targets")
                        ? scene.cast().all(scene.text("targets", ""))
                        : List.of(scene.actor());
        if (targets.isEmpty()) {
            throw new ScenarioException(
                    "there is nobody to silence: " + scene.text("targets", ""),
                    "name a role or a machine of the venue");
        }
        Instant end = scene.at().plus(scene.duration("for", "3h"));
        targets.forEach(target -> scene.involve("silent", target));
        scene.lasts(end, scene.disturbances().silence(Set.copyOf(targets), scene.at(), end));
        scene.say(targets.size() + " machines fall silent");
    }

    /**
     * More connections than it can take, from many (T1498). {@code to}, {@code rate}, {@code for}.
     */
    static void flood(Scene scene) {
        Draws draws = scene.draws();
        Actor to = scene.has("to") ? scene.other("to", "") : scene.actor();
        int sources = scene.count("sources", 400);
        double gap = 1e6 / scene.number("rate", 20);
        double refused = scene.number("refused", 0.8);
        String[] from = new String[sources];
        for (int i = 0; i < sources; i++) {
            from[i] =
                    draws.chance(0.5)
                            ? Internet.hostingAddress(draws)
                            : Internet.homeAddress(draws);
        }
        scene.clock()
                .repeat(
                        scene.at(),
                        scene.at().plus(scene.duration("for", "20m")),
                        () -> Draws.micros(1 + (long) draws.exponential(gap)),
                        at -> {
                            String source = from[draws.below(sources)];
                            if (draws.chance(refused)) {
                                scene.network().knock(at, source, to.address(), 443, "S0");
                            } else {
                                Request request =
                                        Request.to(
                                                "tickets.arena.example",
                                                to.address(),
                                                80,
                                                "GET /event?" + draws.hex(6),
                                                draws.pick(Internet.BROWSERS),
                                                700,
                                                draws.around(900, 0.3));
                                int status = refused > 0 ? 503 : 200;
                                scene.network()
                                        .http(at, source, request.answered(status, "text/html"));
                            }
                        });
        scene.involve("server", to);
        for (int i = 0; i < Math.min(sources, TOLD); i++) {
            scene.involve("source", Actor.external("", from[i]));
        }
        scene.say("a flood of connections to " + to.name() + " from " + sources + " sources");
    }
}

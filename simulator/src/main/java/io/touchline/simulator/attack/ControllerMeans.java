// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.wire.Flow;
import io.touchline.simulator.wire.OtRows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What is done to a controller over Modbus, by a new master or by its own. */
final class ControllerMeans {
    private static final int PORT = 502;

    private ControllerMeans() {}

    /** Somebody reads it (ICS T0801). {@code to}, {@code times}. */
    static void read(Scene scene) {
        Actor controller = scene.other("to", "turnstiles");
        send(scene, controller, "READ_HOLDING_REGISTERS", scene.count("times", 6), false);
        scene.involve("master", scene.actor());
        scene.involve("controller", controller);
        scene.say(scene.actor().name() + " reads " + controller.name());
    }

    /** Somebody tells it what to do (ICS T0855). {@code to}, {@code function}, {@code address}. */
    static void write(Scene scene) {
        Actor controller = scene.other("to", "turnstiles");
        String function = scene.text("function", "WRITE_MULTIPLE_REGISTERS");
        send(scene, controller, function, scene.count("times", 3), true);
        scene.involve("master", scene.actor());
        scene.involve("controller", controller);
        scene.say(scene.actor().name() + " writes to " + controller.name());
    }

    /** Its replies are those of the time before, again (ICS T0856). {@code for}. */
    static void replay(Scene scene) {
        Duration length = scene.duration("for", "40m");
        Instant end = scene.at().plus(length);
        scene.disturbances().replay(scene.actor().address(), length, scene.at(), end);
        scene.lasts(end);
        scene.involve("controller", scene.actor());
        scene.say("replies of " + scene.actor().name() + " are those of the time before");
    }

    private static void send(
            Scene scene, Actor controller, String function, int times, boolean write) {
        Draws draws = scene.draws();
        OtRows ot = new OtRows(scene.rows());
        Flow flow =
                Flow.tcp(
                        draws,
                        scene.at().minusMillis(15),
                        scene.actor().address(),
                        controller.address(),
                        PORT,
                        "modbus");
        int address = scene.count("address", write ? 100 : 0);
        int value = scene.count("value", 9_999);
        Instant at = scene.at();
        for (int i = 0; i < times; i++) {
            scene.network().zeek().modbus(flow, at, function, null);
            List<Integer> values = List.of(write ? value : draws.below(2_400));
            ot.modbus(
                    flow,
                    at,
                    i + 1,
                    1,
                    function,
                    address,
                    write ? values : List.of(),
                    write ? List.of() : values);
            at = at.plusMillis(6_000 + draws.below(9_000));
        }
        Duration open = Duration.between(flow.start(), at);
        scene.network().zeek().conn(flow.lasting(open).carrying(14L * times, 24L * times));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.life.Controls;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.wire.Flow;
import io.touchline.simulator.wire.S7Function;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** What is done to a controller in its own protocol, by a new master or by its own. */
final class ControllerMeans {
    private ControllerMeans() {}

    /** One request; the number of requests before it numbers it. */
    @FunctionalInterface
    private interface Say {
        void request(Controls controls, Flow flow, Instant at, int number);
    }

    /** Somebody reads it (ICS T0801). {@code to}, {@code times}. */
    static void read(Scene scene) {
        Actor controller = scene.other("to", "turnstiles");
        Draws draws = scene.draws();
        Say say =
                switch (scene.cast().protocol(controller)) {
                    case "bacnet" ->
                            (controls, flow, at, number) ->
                                    controls.bacnetRead(
                                            flow,
                                            at,
                                            number,
                                            "analog-value",
                                            number + 1,
                                            String.format(
                                                    Locale.ROOT, "%.1f", 15 + draws.uniform() * 9));
                    case "dnp3" -> (controls, flow, at, number) -> controls.dnp3Poll(flow, at);
                    case "s7comm" ->
                            (controls, flow, at, number) ->
                                    controls.s7(flow, at, number, S7Function.READ_VARIABLE);
                    default ->
                            (controls, flow, at, number) ->
                                    controls.modbus(
                                            flow,
                                            at,
                                            number + 1L,
                                            1,
                                            "READ_HOLDING_REGISTERS",
                                            scene.count("address", 0),
                                            List.of(),
                                            List.of(draws.below(2_400)));
                };
        send(scene, controller, scene.count("times", 6), say);
        scene.say(scene.actor().name() + " reads " + controller.name());
    }

    /**
     * Somebody tells it what to do (ICS T0855). {@code to}, {@code value}, {@code times}; over
     * Modbus also {@code function} and {@code address}; over S7 {@code function: plc-stop}.
     */
    static void write(Scene scene) {
        Actor controller = scene.other("to", "turnstiles");
        String protocol = scene.cast().protocol(controller);
        Say say =
                switch (protocol) {
                    case "bacnet" ->
                            (controls, flow, at, number) ->
                                    controls.bacnetWrite(
                                            flow,
                                            at,
                                            number,
                                            "analog-value",
                                            1,
                                            scene.text("value", "30.0"));
                    case "dnp3" ->
                            (controls, flow, at, number) ->
                                    controls.dnp3Operate(flow, at, 8, scene.text("value", "Trip"));
                    case "s7comm" ->
                            (controls, flow, at, number) ->
                                    controls.s7(
                                            flow,
                                            at,
                                            number,
                                            scene.text("function", "write").equals("plc-stop")
                                                    ? S7Function.PLC_STOP
                                                    : S7Function.WRITE_VARIABLE);
                    default ->
                            (controls, flow, at, number) ->
                                    controls.modbus(
                                            flow,
                                            at,
                                            number + 1L,
                                            1,
                                            modbusWrite(scene),
                                            scene.count("address", 100),
                                            List.of(scene.count("value", 9_999)),
                                            List.of());
                };
        send(scene, controller, scene.count("times", 3), say);
        scene.say(scene.actor().name() + " writes to " + controller.name());
    }

    private static String modbusWrite(Scene scene) {
        String function = scene.text("function", "WRITE_MULTIPLE_REGISTERS");
        if (!function.startsWith("WRITE_")) {
            throw new ScenarioException(
                    function + " is no function of Modbus", "use WRITE_SINGLE_COIL or another");
        }
        return function;
    }

    /** Its replies are those of the time before, again (ICS T0856). {@code for}. */
    static void replay(Scene scene) {
        if (!scene.actor().kind().equals("controller")
                || !scene.cast().protocol(scene.actor()).equals("modbus")) {
            throw new ScenarioException(
                    "replies of " + scene.actor().name() + " cannot be replayed",
                    "name a controller that speaks Modbus, such as turnstiles");
        }
        Duration length = scene.duration("for", "40m");
        Instant end = scene.at().plus(length);
        String controller = scene.actor().address();
        scene.lasts(end, scene.disturbances().replay(controller, length, scene.at(), end));
        scene.involve("controller", scene.actor());
        scene.say("replies of " + scene.actor().name() + " are those of the time before");
    }

    private static void send(Scene scene, Actor controller, int times, Say say) {
        Draws draws = scene.draws();
        Controls controls = new Controls(scene.rows());
        Flow flow =
                Controls.open(
                        draws,
                        scene.at().minusMillis(15),
                        scene.actor().address(),
                        controller.address(),
                        scene.cast().protocol(controller));
        Instant at = scene.at();
        for (int i = 0; i < times; i++) {
            say.request(controls, flow, at, i);
            at = at.plusMillis(6_000 + draws.below(9_000));
        }
        Duration open = Duration.between(flow.start(), at);
        controls.close(flow.lasting(open).carrying(14L * times, 24L * times));
        scene.involve("master", scene.actor());
        scene.involve("controller", controller);
    }
}

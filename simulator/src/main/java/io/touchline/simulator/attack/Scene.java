// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.life.Desktop;
import io.touchline.simulator.life.Network;
import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Clock;
import io.touchline.simulator.wire.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** One stage on its way: who, when, with what; and where its rows go. */
final class Scene {
    private final Plot plot;
    private final StageSpec spec;
    private final Instant at;
    private final Actor actor;
    private final Optional<Actor> to;
    private final Draws draws;
    private final LedgerEntry entry;
    private final Network network;

    Scene(
            Plot plot,
            StageSpec spec,
            Instant at,
            Actor actor,
            Optional<Actor> to,
            Draws draws,
            LedgerEntry entry) {
        this.plot = plot;
        this.spec = spec;
        this.at = at;
        this.actor = actor;
        this.to = to;
        this.draws = draws;
        this.entry = entry;
        this.network = new Network(entry, draws, plot.cast().site());
    }

    Instant at() {
        return at;
    }

    /** Who does it. */
    Actor actor() {
        return actor;
    }

    Draws draws() {
        return draws;
    }

    Network network() {
        return network;
    }

    Rows rows() {
        return entry;
    }

    /** The computer of somebody; where no Sysmon runs it leaves no rows. */
    Desktop desktop(Actor device) {
        Rows out = plot.cast().hasEndpointLog(device) ? entry : row -> {};
        return new Desktop(out, draws, device.name(), device.user());
    }

    Clock clock() {
        return plot.clock();
    }

    Cast cast() {
        return plot.cast();
    }

    Disturbances disturbances() {
        return plot.disturbances();
    }

    /** Enters somebody into the ledger under a role of the story. */
    Actor involve(String role, Actor who) {
        entry.involve(role, who, false);
        return who;
    }

    /** The same of what many use: being named with it proves nothing. */
    Actor share(String role, Actor who) {
        entry.involve(role, who, true);
        return who;
    }

    /** The stage goes on until then and touches {@code rows} of others. */
    void lasts(Instant end, LongSupplier rows) {
        entry.lasts(end, rows);
    }

    /** What was done, in words. */
    void say(String words) {
        entry.say(words);
    }

    /** Another who takes part, named by the parameter or by {@code otherwise}. */
    Actor other(String parameter, String otherwise) {
        return parameter.equals("to") && to.isPresent()
                ? to.get()
                : plot.resolve(text(parameter, otherwise), draws);
    }

    /**
     * An attacker from outside, the same for all stages of a chain that give the parameter the same
     * value; {@code source} says where from.
     */
    Actor stranger(String parameter) {
        if (has("source")) {
            return Actor.external("", text("source", ""));
        }
        return plot.stranger(spec.chain() + spec.side() + "/" + text(parameter, "attacker"), draws);
    }

    boolean has(String parameter) {
        return spec.with().containsKey(parameter);
    }

    /** A list, or one text with commas. */
    List<String> list(String parameter, String otherwise) {
        Object value = spec.with().get(parameter);
        return value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : Arrays.stream(text(parameter, otherwise).split(",", -1))
                        .map(String::strip)
                        .toList();
    }

    String text(String parameter, String otherwise) {
        Object value = spec.with().get(parameter);
        return value == null ? otherwise : String.valueOf(value);
    }

    double number(String parameter, double otherwise) {
        String value = text(parameter, String.valueOf(otherwise));
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new ScenarioException(
                    "could not read '" + value + "' of " + spec.means() + ": " + parameter,
                    "write a number");
        }
    }

    int count(String parameter, int otherwise) {
        return (int) number(parameter, otherwise);
    }

    Duration duration(String parameter, String otherwise) {
        return Moment.duration(text(parameter, otherwise));
    }

    Map<String, Object> with() {
        return spec.with();
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Phase;
import io.touchline.simulator.time.Rhythm;
import io.touchline.simulator.venue.Controller;
import io.touchline.simulator.wire.Flow;
import io.touchline.simulator.wire.S7Function;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * The plant: each master polls its controllers and, at fixed moments of the day and of an event,
 * tells them what to do.
 *
 * <p>Turnstiles (Modbus) are read every 60 s, the first every 10 s, the second every second while
 * the house is open; their counters grow as the crowd comes and goes. Air and light (BACnet) are
 * read every 5 minutes, feeders (DNP3) every 30 s, pumps (S7) every 60 s. A period has 0.1 % of
 * jitter. A connection is held for an hour.
 */
final class Plant {
    private final World world;

    Plant(World world) {
        this.world = world;
    }

    void begin() {
        List<Controller> controllers = world.plan().controllers();
        for (int i = 0; i < controllers.size(); i++) {
            Unit unit = new Unit(controllers.get(i), i);
            world.clock().daily(day -> unit.begin(day));
        }
    }

    private final class Unit {
        private final Controller it;
        private final int index;
        private final Controls controls = new Controls(world.rows());
        private Draws draws;
        private Flow flow;
        private long polls;
        private int counter;
        private int coil;

        Unit(Controller it, int index) {
            this.it = it;
            this.index = index;
            this.draws = world.draws("unit/" + index, world.rhythm().first());
            this.flow = open(world.rhythm().start());
        }

        private Flow open(Instant at) {
            String from = it.master().address();
            return Controls.open(draws, at, from, it.machine().address(), it.protocol());
        }

        void begin(LocalDate day) {
            draws = world.draws("unit/" + index, day);
            Draws own = draws;
            Instant midnight = Rhythm.at(day, 0, 0);
            Instant end = midnight.plus(Duration.ofDays(1));
            Duration offset = Draws.micros(own.between(1_000_000, 50_000_000));
            world.clock()
                    .repeat(
                            midnight.plus(offset).minusMillis(500),
                            end,
                            () -> Duration.ofHours(1),
                            this::connection);
            Duration period = period();
            world.clock()
                    .repeat(
                            midnight.plus(offset),
                            end,
                            () -> period.plus(jitter(own, period)),
                            this::poll);
            boolean event = world.rhythm().isEvent(day);
            if (event && it.function().equals("turnstiles") && index == 1) {
                Duration second = Duration.ofSeconds(1);
                world.clock()
                        .repeat(
                                world.rhythm().from(day, Phase.DOORS).plus(offset),
                                world.rhythm().until(day, Phase.EGRESS),
                                () -> second.plus(jitter(own, second)),
                                at -> registers(at));
            }
            commands(day, event, own);
        }

        private static Duration jitter(Draws draws, Duration period) {
            long micros = period.toNanos() / 1_000_000;
            return Draws.micros(draws.between(-micros, micros + 1));
        }

        private Duration period() {
            return switch (it.protocol()) {
                case "modbus" -> Duration.ofSeconds(index == 0 ? 10 : 60);
                case "bacnet" -> Duration.ofMinutes(5);
                case "dnp3" -> Duration.ofSeconds(30);
                default -> Duration.ofSeconds(60);
            };
        }

        /** Ends the connection of the last hour and opens another. */
        private void connection(Instant at) {
            if (polls > 0) {
                Duration held = Duration.between(flow.start(), at.minusMillis(80));
                controls.close(flow.lasting(held).carrying(12 * polls, 29 * polls));
            }
            polls = 0;
            flow = open(at.plusMillis(400));
        }

        private void poll(Instant at) {
            switch (it.protocol()) {
                case "modbus" -> {
                    if (polls % 2 == 0) {
                        registers(at);
                    } else {
                        coils(at);
                    }
                }
                case "bacnet" -> {
                    boolean air = it.function().equals("hvac");
                    String value =
                            air
                                    ? String.format(
                                            Locale.ROOT, "%.1f", 19.5 + draws.normal(0, 0.4))
                                    : coil == 1 ? "active" : "inactive";
                    String object = air ? "analog-input" : "binary-output";
                    controls.bacnetRead(flow, at, polls, object, it.unit(), value);
                    polls++;
                }
                case "dnp3" -> {
                    controls.dnp3Poll(flow, at);
                    polls++;
                }
                default -> {
                    controls.s7(flow, at, polls, S7Function.READ_VARIABLE);
                    polls++;
                }
            }
        }

        private void registers(Instant at) {
            counter += draws.poisson(passing(at));
            List<Integer> values = List.of(counter % 65_536, coil, 2_300 + draws.below(12));
            String function = "READ_HOLDING_REGISTERS";
            controls.modbus(flow, at, polls, it.unit(), function, 0, List.of(), values);
            polls++;
        }

        private void coils(Instant at) {
            List<Integer> values = List.of(coil, 0, 0, 1);
            controls.modbus(flow, at, polls, it.unit(), "READ_COILS", 16, List.of(), values);
            polls++;
        }

        /** People who pass between two polls: the crowd over the house's turnstiles. */
        private double passing(Instant at) {
            LocalDate day = at.atZone(java.time.ZoneOffset.UTC).toLocalDate();
            Instant doors = world.rhythm().from(day, Phase.DOORS);
            Instant egress = world.rhythm().from(day, Phase.EGRESS);
            boolean in = !at.isBefore(doors) && at.isBefore(doors.plusSeconds(4_800));
            boolean out = !at.isBefore(egress) && at.isBefore(egress.plusSeconds(2_400));
            if (!world.rhythm().isEvent(day) || !(in || out)) {
                return 0;
            }
            double each =
                    world.plan().size().seats()
                            * 0.8
                            / world.plan().controllers("turnstiles").size();
            return each / (in ? 4_800 : 2_400) * period().toSeconds();
        }

        private void commands(LocalDate day, boolean event, Draws own) {
            switch (it.function()) {
                case "turnstiles" -> {
                    command(own, Rhythm.at(day, 9, 0), 1);
                    command(own, Rhythm.at(day, 9, 2), 0);
                    if (event) {
                        // now and then doors open early
                        long early = own.chance(0.2) ? 8 : 0;
                        Instant doors = world.rhythm().from(day, Phase.DOORS);
                        command(own, doors.minus(Duration.ofMinutes(early)), 1);
                        command(own, world.rhythm().from(day, Phase.LIVE).plusSeconds(2_400), 0);
                        command(own, world.rhythm().from(day, Phase.EGRESS).minusSeconds(600), 1);
                        command(own, world.rhythm().until(day, Phase.EGRESS), 0);
                    }
                }
                case "power" -> {
                    if (day.getDayOfWeek().getValue() == 1) {
                        command(own, Rhythm.at(day, 7, 0), 1); // generator test
                    }
                    if (event) {
                        command(own, world.rhythm().from(day, Phase.DOORS).minusSeconds(3_600), 1);
                        command(own, world.rhythm().until(day, Phase.EGRESS).plusSeconds(600), 0);
                    }
                }
                case "pumps" -> command(own, Rhythm.at(day, 5, 0), 1);
                default -> {
                    command(own, Rhythm.at(day, 6, 30), 1);
                    command(own, Rhythm.at(day, 20, 30), 0);
                    if (event) {
                        command(own, world.rhythm().from(day, Phase.LIVE).minusSeconds(900), 1);
                        command(own, world.rhythm().until(day, Phase.LIVE).plusSeconds(1_200), 0);
                    }
                }
            }
        }

        private void command(Draws own, Instant around, int value) {
            Instant at = own.within(around, Duration.ofSeconds(50));
            world.clock().at(at, () -> tell(at, value));
        }

        private void tell(Instant at, int value) {
            coil = value;
            switch (it.protocol()) {
                case "modbus" -> {
                    List<Integer> values = List.of(value);
                    String function = "WRITE_SINGLE_COIL";
                    controls.modbus(flow, at, polls, it.unit(), function, 16, values, values);
                }
                case "bacnet" -> {
                    boolean air = it.function().equals("hvac");
                    String text =
                            air ? value == 1 ? "21.0" : "17.0" : value == 1 ? "active" : "inactive";
                    String object = air ? "analog-value" : "binary-output";
                    controls.bacnetWrite(flow, at, polls, object, it.unit(), text);
                }
                case "dnp3" -> controls.dnp3Operate(flow, at, 8, value == 1 ? "Close" : "Trip");
                default -> controls.s7(flow, at, polls, S7Function.WRITE_VARIABLE);
            }
            polls++;
        }
    }
}

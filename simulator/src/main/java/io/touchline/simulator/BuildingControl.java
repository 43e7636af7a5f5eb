// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.simulator.MatchCalendar.Phase;
import io.touchline.simulator.Venue.Controller;
import io.touchline.simulator.random.Draws;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * bms01 polls each controller once a minute over one Modbus connection per hour, reading registers
 * and coils by turns, and writes at fixed hours: climate, light, a turnstile test each morning, the
 * turnstiles at doors and before egress.
 */
final class BuildingControl {
    static final int MODBUS = 502;

    private final MatchCalendar calendar;
    private final Zeek zeek;
    private final Draws draws;

    BuildingControl(long seed, MatchCalendar calendar, Logs logs) {
        this.calendar = calendar;
        this.zeek = new Zeek(logs);
        this.draws = Draws.of(seed, "building-control");
    }

    private record Order(Instant at, String function) {}

    void write() {
        for (Controller controller : Venue.CONTROLLERS) {
            Duration offset = Draws.micros(draws.between(10_000_000, 50_000_000));
            for (LocalDate day : calendar.days()) {
                List<Order> writes = writes(controller, day);
                for (int hour = 0; hour < 24; hour++) {
                    hour(controller, MatchCalendar.at(day, hour, 0).plus(offset), writes);
                }
            }
        }
    }

    private void hour(Controller controller, Instant first, List<Order> writes) {
        String master = Venue.BMS01.address();
        Flow flow =
                Flow.tcp(
                        draws,
                        first.minusMillis(20),
                        master,
                        controller.address(),
                        MODBUS,
                        "modbus");
        List<Order> orders = polls(first);
        Instant next = first.plus(Duration.ofHours(1));
        writes.stream()
                .filter(w -> !w.at().isBefore(first) && w.at().isBefore(next))
                .forEach(orders::add);
        orders.sort(Comparator.comparing(Order::at));
        for (Order order : orders) {
            zeek.modbus(flow, order.at(), order.function());
        }
        Instant last = orders.get(orders.size() - 1).at().plusMillis(40);
        long count = orders.size();
        zeek.conn(
                flow.lasting(Duration.between(flow.start(), last))
                        .carrying(12 * count, 29 * count));
    }

    private List<Order> polls(Instant first) {
        List<Order> polls = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            Duration jitter = Draws.micros(draws.between(0, 120_000));
            String function = minute % 2 == 0 ? "READ_HOLDING_REGISTERS" : "READ_COILS";
            polls.add(new Order(first.plus(Duration.ofMinutes(minute)).plus(jitter), function));
        }
        return polls;
    }

    private List<Order> writes(Controller controller, LocalDate day) {
        List<Instant> times = new ArrayList<>();
        boolean match = calendar.isMatchDay(day);
        if (controller.isTurnstile()) {
            // Open and close, as a test.
            times.add(MatchCalendar.at(day, 9, 0));
            times.add(MatchCalendar.at(day, 9, 2));
            if (match) {
                times.add(calendar.start(Phase.DOORS));
                times.add(calendar.start(Phase.LIVE).plus(Duration.ofMinutes(40)));
                times.add(calendar.start(Phase.EGRESS).minus(Duration.ofMinutes(10)));
                times.add(calendar.end(Phase.EGRESS));
            }
        } else {
            times.add(MatchCalendar.at(day, 6, 30));
            times.add(MatchCalendar.at(day, 17, 0));
            times.add(MatchCalendar.at(day, 20, 30));
            if (match) {
                times.add(calendar.start(Phase.LIVE).minus(Duration.ofMinutes(15)));
                times.add(calendar.end(Phase.LIVE).plus(Duration.ofMinutes(20)));
            }
        }
        String function = controller.isTurnstile() ? "WRITE_SINGLE_COIL" : "WRITE_SINGLE_REGISTER";
        return times.stream()
                .map(at -> new Order(draws.within(at, Duration.ofSeconds(50)), function))
                .toList();
    }
}

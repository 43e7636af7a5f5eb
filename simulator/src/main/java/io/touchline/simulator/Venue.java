// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.simulator.random.Draws;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The cast: people at their PCs, servers, controllers. Only hardware addresses depend on the seed.
 */
final class Venue {
    static final String DOMAIN = "arena.example";
    static final String REALM = "ARENA.EXAMPLE";

    static final Server DC01 = new Server("DC01", "10.10.0.10");
    static final Server FILE01 = new Server("FILE01", "10.10.0.11");
    static final Server TICKETING01 = new Server("TICKETING01", "10.10.0.20");
    static final Server CCTV01 = new Server("CCTV01", "10.10.0.30");
    static final Server WEB01 = new Server("WEB01", "10.10.0.40");
    static final Server UPDATE01 = new Server("UPDATE01", "10.10.0.50");

    /** The building-management master: the only one that speaks Modbus to the controllers. */
    static final Server BMS01 = new Server("BMS01", "10.20.0.10");

    /** Engineering server. It never speaks Modbus, and no staff PC ever speaks to it. */
    static final Server ENG_SRV_02 = new Server("ENG-SRV-02", "10.20.0.11");

    static final List<Server> SERVERS =
            List.of(DC01, FILE01, TICKETING01, CCTV01, WEB01, UPDATE01, BMS01, ENG_SRV_02);

    static final List<Controller> CONTROLLERS =
            List.of(
                    new Controller("turnstile B1", "10.30.0.11"),
                    new Controller("turnstile B2", "10.30.0.12"),
                    new Controller("turnstile B3", "10.30.0.13"),
                    new Controller("turnstile B4", "10.30.0.14"),
                    new Controller("turnstile B5", "10.30.0.15"),
                    new Controller("turnstile B6", "10.30.0.16"),
                    new Controller("turnstile B7", "10.30.0.17"),
                    new Controller("turnstile B8", "10.30.0.18"),
                    new Controller("hvac", "10.30.0.21"),
                    new Controller("lighting", "10.30.0.22"));

    private static final List<String> PEOPLE =
            List.of(
                    "lena.fischer marco.rossi ines.costa jonas.weber clara.lund tom.becker",
                    "sara.nilsson paul.meyer nora.dahl emil.hansen ida.keller felix.braun",
                    "maja.novak anna.berg otto.vogel eva.lindner hugo.martin lise.moreau",
                    "karl.winter rosa.silva peter.holm greta.falk simon.roth vera.petrov",
                    "adam.kowalski julia.sommer david.klein mia.larsen leo.baumann ella.frank",
                    "ben.hartmann zoe.laurent max.engel nina.ortega finn.olsen tara.quinn",
                    "ivan.horvat kim.sato noel.dupont ruth.adler");

    private static final List<String> VENDORS = List.of("8c:47:be", "3c:52:82", "54:e1:ad");

    private final long seed;
    private final MatchCalendar calendar;
    private final List<Workstation> workstations;

    Venue(long seed, MatchCalendar calendar) {
        this.seed = seed;
        this.calendar = calendar;
        this.workstations = workstations(Draws.of(seed, "venue"));
    }

    enum Role {
        TICKETING(14),
        OFFICE(16),
        MEDIA(4),
        OPS(4),
        DEV(2);

        private final int people;

        Role(int people) {
            this.people = people;
        }
    }

    /** A PC and who sits at it. */
    record Workstation(Role role, String host, String user, String mac, String address) {
        String mail() {
            return user + "@" + DOMAIN;
        }

        boolean hasMailbox() {
            return role == Role.TICKETING || role == Role.OFFICE;
        }
    }

    record Server(String host, String address) {
        String name() {
            return host.toLowerCase(Locale.ROOT) + "." + DOMAIN;
        }
    }

    /** Has an address and nothing else: no lease, no name in any log. */
    record Controller(String function, String address) {
        boolean isTurnstile() {
            return function.startsWith("turnstile");
        }
    }

    /** When somebody is at work on one day. */
    record Shift(Instant start, Instant end) {}

    List<Workstation> workstations() {
        return workstations;
    }

    Workstation workstation(String host) {
        return workstations.stream()
                .filter(pc -> pc.host().equals(host))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such PC: " + host));
    }

    /**
     * Office hours on ordinary days. On the match day half of the office stays at home, all others
     * come later and stay until the end. A function of the seed, the PC and the day alone.
     */
    Optional<Shift> shift(Workstation pc, LocalDate day) {
        Draws draws = Draws.of(seed, "shift/" + pc.host() + "/" + day);
        boolean match = calendar.isMatchDay(day);
        if (draws.chance(match && pc.role() == Role.OFFICE ? 0.5 : 0) || absent(pc, match, draws)) {
            return Optional.empty();
        }
        Instant start =
                draws.within(MatchCalendar.at(day, match ? 10 : 7, 30), Duration.ofMinutes(75));
        Duration length = Duration.ofMinutes(match ? 690 : 490 + draws.below(60));
        return Optional.of(new Shift(start, start.plus(length)));
    }

    /** Now and then somebody is ill or away; never the ticketing crew on the match day. */
    private static boolean absent(Workstation pc, boolean match, Draws draws) {
        return draws.chance(match && pc.role() == Role.TICKETING ? 0 : 0.03);
    }

    private static List<Workstation> workstations(Draws draws) {
        String[] people = String.join(" ", PEOPLE).split(" ", -1);
        List<Workstation> all = new ArrayList<>();
        for (Role role : Role.values()) {
            for (int number = 1; number <= role.people; number++) {
                String host = String.format(Locale.ROOT, "%s-PC-%02d", role.name(), number);
                String mac = draws.mac(draws.pick(VENDORS));
                String address = "10.10.1." + (11 + all.size());
                all.add(new Workstation(role, host, people[all.size()], mac, address));
            }
        }
        return List.copyOf(all);
    }
}

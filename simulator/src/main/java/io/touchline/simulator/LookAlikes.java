// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import io.touchline.simulator.Venue.Shift;
import io.touchline.simulator.Venue.Workstation;
import io.touchline.simulator.random.Draws;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Benign things that look like attacks and must stay quiet: a developer's own tunnel, a service
 * that one person starts to use on the match day, patch night.
 */
final class LookAlikes {
    static final String UPDATE_AGENT = "Windows-Update-Agent/10.0.10011.16384 Client-Protocol/2.50";
    static final String DEVELOPER = "DEV-PC-01";
    static final String ENTHUSIAST = "MEDIA-PC-02";
    static final String NEW_SERVICE = "app.clipcaster.example";

    private static final List<String> TUNNEL =
            List.of(
                    "global.rel.tunnels.api.visualstudio.com",
                    "euw.rel.tunnels.api.visualstudio.com");

    private final MatchCalendar calendar;
    private final Venue venue;
    private final Network network;
    private final Draws draws;

    LookAlikes(long seed, MatchCalendar calendar, Venue venue, Logs logs) {
        this.calendar = calendar;
        this.venue = venue;
        this.draws = Draws.of(seed, "look-alikes");
        this.network = new Network(logs, draws);
    }

    void write() {
        Workstation developer = venue.workstation(DEVELOPER);
        for (LocalDate day : calendar.days()) {
            venue.shift(developer, day).ifPresent(shift -> tunnel(developer, shift));
        }
        Workstation enthusiast = venue.workstation(ENTHUSIAST);
        venue.shift(enthusiast, calendar.matchDay()).ifPresent(shift -> meet(enthusiast, shift));
        patchNight();
    }

    private void tunnel(Workstation developer, Shift shift) {
        for (int i = 3 + draws.below(3); i > 0; i--) {
            Instant at = draws.within(shift.start().plusSeconds(600), shift.end());
            Duration open = draws.lasting(Duration.ofMinutes(45), 0.6);
            long out = draws.around(900_000, 0.8);
            long in = draws.around(400_000, 0.8);
            network.browse(at, developer.address(), draws.pick(TUNNEL), open, out, in);
        }
    }

    /** From 13:00 on, with uploads of finished clips. */
    private void meet(Workstation enthusiast, Shift shift) {
        Instant from = MatchCalendar.at(calendar.matchDay(), 13, 0);
        for (int i = 0; i < 9; i++) {
            Instant at = draws.within(from, shift.end());
            Duration open = draws.lasting(Duration.ofMinutes(4), 0.7);
            long out = draws.around(18_000_000, 0.6);
            network.browse(at, enthusiast.address(), NEW_SERVICE, open, out, out / 50);
        }
    }

    /** The third night: every PC wakes, takes a lease and loads from the update server. */
    private void patchNight() {
        LocalDate day = calendar.days().get(3);
        String mirror = "download.windowsupdate.com";
        Instant mirrored = MatchCalendar.at(day, 0, 30);
        Duration load = Duration.ofMinutes(14);
        network.browse(mirrored, Venue.UPDATE01.address(), mirror, load, 90_000, 900_000_000);
        for (Workstation pc : venue.workstations()) {
            Instant wake = draws.within(MatchCalendar.at(day, 1, 0), Duration.ofMinutes(90));
            network.zeek()
                    .dhcp(
                            draws,
                            wake,
                            Venue.DC01.address(),
                            pc.mac(),
                            pc.address(),
                            pc.host(),
                            Duration.ofHours(12));
            for (int i = 0; i < 4; i++) {
                network.http(
                        wake.plusSeconds(30 + 45L * i),
                        pc.address(),
                        Venue.UPDATE01.name() + ":8530",
                        Venue.UPDATE01.address(),
                        8530,
                        "GET /Content/" + "A1B2C3D4".charAt(i) + "/cumulative.cab",
                        UPDATE_AGENT,
                        700,
                        draws.around(38_000_000, 0.2));
            }
        }
    }
}

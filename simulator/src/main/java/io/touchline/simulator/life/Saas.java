// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Rhythm;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.venue.Person;
import io.touchline.simulator.wire.MicrosoftRows;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What people do in Microsoft 365: sign in from the office network with their own browser, open
 * files of their department, read mail; now and then somebody signs in from a hotel.
 */
final class Saas {
    private final World world;

    Saas(World world) {
        this.world = world;
    }

    void begin() {
        for (Person who : world.plan().staff()) {
            String browser = world.habits(who.user() + "/browser").pick(Internet.BROWSERS);
            world.clock().daily(day -> plan(who, browser, day));
        }
    }

    private void plan(Person who, String browser, LocalDate day) {
        Draws draws = world.draws("saas/" + who.user(), day);
        MicrosoftRows rows = new MicrosoftRows(world.rows(), draws);
        Staff.shift(world, who, day)
                .ifPresent(
                        shift -> {
                            Instant settled = shift.start().plusSeconds(180);
                            Instant signIn = draws.within(settled, Duration.ofMinutes(10));
                            at(
                                    signIn,
                                    () ->
                                            rows.signIn(
                                                    signIn,
                                                    who.mail(),
                                                    egress(draws),
                                                    browser,
                                                    true));
                            for (int i = draws.poisson(9); i > 0; i--) {
                                Instant at = draws.within(settled, shift.end());
                                at(at, () -> file(rows, draws, who, browser, at));
                            }
                            for (int i = who.hasMailbox() ? draws.poisson(12) : 0; i > 0; i--) {
                                Instant at = draws.within(settled, shift.end());
                                int items = 1 + draws.below(12);
                                at(
                                        at,
                                        () ->
                                                rows.mailRead(
                                                        at,
                                                        who.mail(),
                                                        egress(draws),
                                                        browser,
                                                        items));
                            }
                        });
        if (draws.chance(0.01)) {
            Instant evening = draws.within(Rhythm.at(day, 19, 30), Duration.ofMinutes(90));
            at(
                    evening,
                    () ->
                            rows.signIn(
                                    evening,
                                    who.mail(),
                                    Internet.homeAddress(draws),
                                    browser,
                                    true));
        }
    }

    private void at(Instant at, Runnable act) {
        world.clock().at(at, act);
    }

    private static void file(
            MicrosoftRows rows, Draws draws, Person who, String browser, Instant at) {
        String operation = draws.chance(0.2) ? "FileDownloaded" : "FileAccessed";
        String file = "plan-" + draws.below(60) + ".xlsx";
        rows.file(at, who.mail(), egress(draws), browser, operation, who.department(), file);
    }

    /** Six addresses share the way out. */
    static String egress(Draws draws) {
        return "198.51.100." + (10 + draws.below(6));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Rhythm;
import io.touchline.simulator.venue.Internet;
import io.touchline.simulator.venue.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What people do in Microsoft 365: sign in from the office network with their own browser, open
 * files of their department, read mail; now and then somebody signs in from a hotel.
 */
public final class Saas {
    static final String EGRESS = "198.51.100.";

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
        Microsoft cloud = new Microsoft(world.rows(), draws);
        Staff.shift(world, who, day)
                .ifPresent(
                        shift -> {
                            Instant settled = shift.start().plusSeconds(180);
                            Instant signIn = draws.within(settled, Duration.ofMinutes(10));
                            at(
                                    signIn,
                                    () ->
                                            cloud.signIn(
                                                    signIn,
                                                    who.mail(),
                                                    egress(draws),
                                                    browser,
                                                    true));
                            for (int i = draws.poisson(9); i > 0; i--) {
                                Instant at = draws.within(settled, shift.end());
                                at(at, () -> file(cloud, draws, who, browser, at));
                            }
                            for (int i = who.hasMailbox() ? draws.poisson(12) : 0; i > 0; i--) {
                                Instant at = draws.within(settled, shift.end());
                                int items = 1 + draws.below(12);
                                at(
                                        at,
                                        () ->
                                                cloud.mailRead(
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
                            cloud.signIn(
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

    private static void file(Microsoft cloud, Draws draws, Person who, String browser, Instant at) {
        String file = "plan-" + draws.below(60) + ".xlsx";
        if (draws.chance(0.2)) {
            cloud.download(at, who.mail(), egress(draws), browser, who.department(), file);
        } else {
            cloud.open(at, who.mail(), egress(draws), browser, who.department(), file);
        }
    }

    /** Six addresses share the way out. */
    public static String egress(Draws draws) {
        return EGRESS + (10 + draws.below(6));
    }
}

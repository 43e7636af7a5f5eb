// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Rhythm;
import io.touchline.simulator.venue.Machine;
import io.touchline.simulator.venue.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Benign things that look like attacks, must stay quiet and are nobody's habit: a service one
 * person starts to use on an event day, patch night.
 */
public final class LookAlikes {
    private static final int WEDNESDAY = 3;

    private final World world;
    private final List<Map<String, Object>> told = new ArrayList<>();

    LookAlikes(World world) {
        this.world = world;
    }

    void begin() {
        Person enthusiast = world.plan().staff("media").get(1);
        world.clock()
                .daily(
                        day -> {
                            if (world.rhythm().isEvent(day)) {
                                newService(enthusiast, day);
                            }
                            if (day.getDayOfWeek().getValue() == WEDNESDAY) {
                                patchNight(day);
                            }
                        });
    }

    /** A line of the ledger for each, in order of time. */
    public List<Map<String, Object>> told() {
        return List.copyOf(told);
    }

    private void tell(String name, Instant from, Instant until, String words, Machine... who) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("kind", "benign");
        line.put("name", name);
        line.put("from", from.toString());
        line.put("until", until.toString());
        List<Map<String, Object>> entities = new ArrayList<>();
        for (Machine machine : who) {
            Map<String, Object> entity = new LinkedHashMap<>();
            entity.put("role", "host");
            entity.put("kind", "device");
            entity.put("aliases", machine.aliases());
            entities.add(entity);
        }
        line.put("entities", entities);
        line.put("planted", words);
        told.add(line);
    }

    private void newService(Person enthusiast, LocalDate day) {
        Draws draws = world.draws("look-alike/service", day);
        Network network = new Network(world, draws);
        String service = "app" + world.rhythm().number(day) + ".clipcaster.example";
        Instant from = Rhythm.at(day, 13, 0);
        Instant until = Rhythm.at(day, 20, 0);
        for (int i = 0; i < 9; i++) {
            Instant at = draws.within(from, until);
            Duration open = draws.lasting(Duration.ofMinutes(4), 0.7);
            long out = draws.around(18_000_000, 0.6);
            world.clock()
                    .at(
                            at,
                            () ->
                                    network.browse(
                                            at,
                                            enthusiast.pc().address(),
                                            service,
                                            open,
                                            out,
                                            out / 50));
        }
        tell("new-service", from, until, "uploads of clips to a new service", enthusiast.pc());
    }

    /** Every PC wakes, takes a lease and loads from the update server. */
    private void patchNight(LocalDate day) {
        Draws draws = world.draws("look-alike/patch", day);
        Network network = new Network(world, draws);
        Machine updates = world.plan().server("update-server");
        Instant mirrored = Rhythm.at(day, 0, 30);
        world.clock()
                .at(
                        mirrored,
                        () ->
                                network.browse(
                                        mirrored,
                                        updates.address(),
                                        "download.windowsupdate.com",
                                        Duration.ofMinutes(14),
                                        90_000,
                                        900_000_000));
        for (Person who : world.plan().staff()) {
            Instant wake = draws.within(Rhythm.at(day, 1, 0), Duration.ofMinutes(90));
            world.clock().at(wake, () -> network.lease(wake, who.pc(), Duration.ofHours(12)));
            for (int i = 0; i < 4; i++) {
                Instant at = wake.plusSeconds(30 + 45L * i);
                String file = "GET /Content/" + "A1B2C3D4".charAt(i) + "/cumulative.cab";
                world.clock()
                        .at(
                                at,
                                () ->
                                        network.http(
                                                at,
                                                who.pc().address(),
                                                Request.to(
                                                        updates.host() + ":8530",
                                                        updates.address(),
                                                        8530,
                                                        file,
                                                        Staff.UPDATE_AGENT,
                                                        700,
                                                        draws.around(38_000_000, 0.2))));
            }
        }
        tell(
                "patch-night",
                mirrored,
                Rhythm.at(day, 3, 0),
                "every PC loads from the update server",
                updates);
    }
}

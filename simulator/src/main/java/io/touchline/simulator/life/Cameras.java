// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Phase;
import io.touchline.simulator.time.Rhythm;
import io.touchline.simulator.venue.Machine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * Cameras: the recorder holds one stream of each for an hour at a time and asks each for its health
 * every 10 minutes; preset tours of three cameras while the house is open.
 */
final class Cameras {
    private static final Duration HEALTH = Duration.ofMinutes(10);

    private final World world;

    Cameras(World world) {
        this.world = world;
    }

    void begin() {
        List<Machine> cameras = world.plan().cameras();
        for (int i = 0; i < cameras.size(); i++) {
            Machine camera = cameras.get(i);
            boolean tours = i < 3;
            world.clock().daily(day -> new Day(camera, day).begin(tours));
        }
    }

    private final class Day {
        private final Machine camera;
        private final LocalDate day;
        private final Draws draws;
        private final Network network;
        private final String recorder = world.plan().server("cctv-recorder").address();

        Day(Machine camera, LocalDate day) {
            this.camera = camera;
            this.day = day;
            this.draws = world.draws("camera/" + camera.name(), day);
            this.network = new Network(world, draws);
        }

        void begin(boolean tours) {
            Instant midnight = Rhythm.at(day, 0, 0);
            Instant end = midnight.plus(Duration.ofDays(1));
            Instant lease = draws.within(midnight, Duration.ofMinutes(20));
            world.clock().at(lease, () -> network.lease(lease, camera, Duration.ofHours(24)));
            Instant first = draws.within(midnight, HEALTH);
            world.clock().repeat(first, end, () -> HEALTH.plus(jitter()), this::health);
            Instant stream = draws.within(midnight, Duration.ofMinutes(50));
            world.clock()
                    .repeat(stream, end, () -> Duration.ofHours(1).plus(jitter()), this::stream);
            if (tours && world.rhythm().isEvent(day)) {
                world.clock()
                        .repeat(
                                world.rhythm().from(day, Phase.DOORS),
                                world.rhythm().until(day, Phase.EGRESS),
                                () -> Duration.ofSeconds(90).plus(jitter()),
                                this::turn);
            }
        }

        private Duration jitter() {
            return Draws.micros(draws.between(0, 400_000));
        }

        private void health(Instant at) {
            Duration open = draws.lasting(Duration.ofMillis(120), 0.3);
            network.connect(at, recorder, camera.address(), 80, "http", open, 410, 1_350);
        }

        private void stream(Instant at) {
            Duration open = Duration.ofHours(1).minus(jitter());
            long bytes = draws.around(900_000_000, 0.15);
            network.connect(at, recorder, camera.address(), 554, "rtsp", open, 92_000, bytes);
        }

        private void turn(Instant at) {
            Duration open = draws.lasting(Duration.ofMillis(160), 0.3);
            network.connect(at, recorder, camera.address(), 80, "http", open, 690, 420);
        }
    }
}

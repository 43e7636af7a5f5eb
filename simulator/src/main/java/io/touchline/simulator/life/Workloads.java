// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.life;

import io.touchline.simulator.random.Draws;
import io.touchline.simulator.time.Rhythm;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** What runs in the cloud: each asks for its configuration and secrets, and says how it is. */
final class Workloads {
    private static final String AGENT = "Boto3/1.34.84 md/Botocore#1.34.84 lang/python#3.12.3";

    private final World world;

    Workloads(World world) {
        this.world = world;
    }

    void begin() {
        for (String name : world.plan().workloads()) {
            String ip = "10.80.0." + (10 + world.habits("workload/" + name).below(200));
            world.clock().daily(day -> begin(name, ip, day));
        }
    }

    private void begin(String name, String ip, LocalDate day) {
        Draws draws = world.draws("workload/" + name, day);
        CloudCaller caller = new CloudCaller(world.rows(), draws, name);
        Instant first = draws.within(Rhythm.at(day, 0, 0), Duration.ofMinutes(30));
        world.clock()
                .repeat(
                        first,
                        Rhythm.at(day.plusDays(1), 0, 0),
                        () -> Duration.ofMinutes(30).plusMillis(draws.below(20_000)),
                        at -> {
                            caller.call(
                                    at,
                                    ip,
                                    AGENT,
                                    "secretsmanager",
                                    "GetSecretValue",
                                    false,
                                    Map.of("secretId", name + "/database"));
                            caller.call(
                                    at.plusMillis(300),
                                    ip,
                                    AGENT,
                                    "ssm",
                                    "GetParametersByPath",
                                    false,
                                    Map.of("path", "/" + name));
                        });
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.attack;

import io.touchline.simulator.wire.Log;
import io.touchline.simulator.wire.Sensors;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the sensors.
 *
 * @param skew by source: how late its clock of writing is
 * @param duplicates share of the records that is written twice, in [0, 1]
 */
record Noise(Optional<Outage> outage, Map<String, Duration> skew, double duplicates) {
    private static final Set<String> KEYS = Set.of("outage", "skew", "duplicates");
    private static final Set<String> OUTAGE = Set.of("source", "time", "for");
    private static final Set<String> OUTAGE_KEYS = Set.of("source", "sensor", "time", "for");

    /**
     * A source writes nothing and does not make up for it.
     *
     * @param sensor which of its sensors; empty for all
     */
    record Outage(String source, String sensor, Moment time, Duration length) {}

    static Noise of(Map<String, Object> noise) {
        ScenarioFiles.check(noise, KEYS, "noise");
        Map<String, Duration> skew = new HashMap<>();
        ScenarioFiles.map(noise.get("skew"), "noise.skew")
                .forEach(
                        (source, by) ->
                                skew.put(source(source), Moment.duration(String.valueOf(by))));
        Map<String, Object> outage = ScenarioFiles.map(noise.get("outage"), "noise.outage");
        return new Noise(
                outage.isEmpty() ? Optional.empty() : Optional.of(outage(outage)),
                skew,
                share(noise.getOrDefault("duplicates", 0)));
    }

    boolean isNone() {
        return outage.isEmpty() && skew.isEmpty() && duplicates == 0;
    }

    private static Outage outage(Map<String, Object> outage) {
        ScenarioFiles.check(outage, OUTAGE_KEYS, "noise.outage");
        if (!outage.keySet().containsAll(OUTAGE)) {
            throw new ScenarioException(
                    "noise.outage has no " + missing(outage), "give it source, time and for");
        }
        return new Outage(
                source(String.valueOf(outage.get("source"))),
                sensor(outage.get("sensor")),
                new Moment(String.valueOf(outage.get("time"))),
                Moment.duration(String.valueOf(outage.get("for"))));
    }

    private static String sensor(@Nullable Object name) {
        if (name != null && !Sensors.ALL.contains(name)) {
            throw new ScenarioException(
                    "there is no sensor '" + name + "' in noise",
                    "use " + String.join(", ", Sensors.ALL) + ", or leave it out for all");
        }
        return name == null ? "" : name.toString();
    }

    private static String missing(Map<String, Object> outage) {
        Set<String> missing = new TreeSet<>(OUTAGE);
        missing.removeAll(outage.keySet());
        return String.join(" and no ", missing);
    }

    private static String source(String name) {
        Set<String> folders = new TreeSet<>();
        Arrays.stream(Log.values()).map(Log::folder).forEach(folders::add);
        if (!folders.contains(name)) {
            throw new ScenarioException(
                    "there is no source '" + name + "' in noise",
                    "use " + String.join(", ", folders));
        }
        return name;
    }

    private static double share(Object value) {
        if (value instanceof Number number
                && number.doubleValue() >= 0
                && number.doubleValue() <= 1) {
            return number.doubleValue();
        }
        throw new ScenarioException(
                "could not read '" + value + "' of noise.duplicates", "write a number from 0 to 1");
    }
}

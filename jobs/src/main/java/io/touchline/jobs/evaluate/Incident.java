// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One revision of an incident.
 *
 * @param score 0 to 100
 * @param regime empty where the writer gave none
 * @param mergedInto id of the incident it went into; empty when it stands by itself
 */
record Incident(
        String id,
        long revision,
        Instant knownAt,
        double score,
        String regime,
        boolean suppressed,
        String mergedInto,
        List<Step> steps,
        List<Party> parties) {
    /** The role that says somebody has this entity in his hands; others are target and origin. */
    private static final String COMPROMISED = "compromised";

    /** An entity of an incident and whether the incident says that it acts for the intruder. */
    record Party(String key, List<String> called, boolean compromised) {}

    static Incident of(JsonLine line) {
        Map<String, String> names = new HashMap<>();
        List<Party> parties = new ArrayList<>();
        for (JsonLine entity : line.objects("entities")) {
            String key = entity.text("key");
            String name = entity.textOrEmpty("name");
            names.put(key, name);
            boolean compromised = entity.textOrEmpty("role").equals(COMPROMISED);
            parties.add(new Party(key, Aliases.calledBy(key, name), compromised));
        }
        List<Step> steps = line.objects("steps").stream().map(step -> step(step, names)).toList();
        if (steps.isEmpty()) {
            throw line.refused("steps are none");
        }
        return new Incident(
                line.text("incident_id"),
                line.integer("revision"),
                line.instant("known_at"),
                line.decimal("score"),
                line.textOrEmpty("regime"),
                line.has("suppressed"),
                line.textOrEmpty("merged_into"),
                steps,
                parties);
    }

    private static Step step(JsonLine step, Map<String, String> names) {
        List<String> called = new ArrayList<>();
        for (String end : List.of("entity", "peer")) {
            String key = step.textOrEmpty(end);
            if (!key.isEmpty()) {
                String bare = key.indexOf('|') < 0 ? key : key.substring(0, key.indexOf('|'));
                called.addAll(Aliases.calledBy(key, names.get(bare)));
            }
        }
        return new Step(step.instant("time"), step.text("stage"), called);
    }
}

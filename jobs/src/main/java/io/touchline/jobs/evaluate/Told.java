// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import io.touchline.jobs.local.IncidentFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One incident as it was told: its last revision, and every earlier one, of those that were merged
 * into it too.
 *
 * @param last the highest revision
 * @param revisions in the order in which they became known
 */
record Told(Revision last, List<Revision> revisions) {

    /**
     * @param published whether it was not held back
     * @param compromised names and ids of those that it says are compromised, lower case
     */
    record Revision(
            Instant knownAt,
            boolean published,
            double score,
            String regime,
            List<Step> steps,
            List<Set<String>> compromised) {}

    /**
     * @param names lower case, by which it calls entity and peer: ids, host names, networks
     */
    record Step(Instant time, String stage, Set<String> names) {}

    /** Every incident of a run that went into no other. */
    static List<Told> read(Path incidents) throws IOException {
        List<JsonNode> all = IncidentFile.all(incidents);
        Map<String, String> merged = new HashMap<>();
        Map<String, JsonNode> latest = new TreeMap<>();
        for (JsonNode line : all) {
            latest.merge(
                    id(line),
                    line,
                    (a, b) -> b.path("revision").asLong() >= a.path("revision").asLong() ? b : a);
        }
        latest.forEach(
                (id, line) -> {
                    if (line.hasNonNull("merged_into")) {
                        merged.put(id, line.path("merged_into").asText());
                    }
                });
        Map<String, List<Revision>> revisions = new TreeMap<>();
        for (JsonNode line : all) {
            if (!line.hasNonNull("merged_into")) {
                revisions
                        .computeIfAbsent(root(id(line), merged), any -> new ArrayList<>())
                        .add(revision(line));
            }
        }
        List<Told> told = new ArrayList<>();
        revisions.forEach(
                (id, of) -> {
                    JsonNode last = latest.get(id);
                    if (last != null) {
                        told.add(new Told(revision(last), List.copyOf(of)));
                    }
                });
        return told;
    }

    private static String id(JsonNode line) {
        return line.path("incident_id").asText();
    }

    private static String root(String id, Map<String, String> merged) {
        String at = id;
        for (int hops = 0; merged.containsKey(at) && hops <= merged.size(); hops++) {
            at = merged.get(at);
        }
        return at;
    }

    private static Revision revision(JsonNode line) {
        Map<String, String> names = new HashMap<>();
        List<Set<String>> compromised = new ArrayList<>();
        for (JsonNode entity : line.path("entities")) {
            String key = entity.path("key").asText();
            String name = entity.path("name").asText().toLowerCase(Locale.ROOT);
            names.put(key, name);
            if (entity.path("role").asText().equals("compromised")) {
                compromised.add(Set.of(idOf(key), name));
            }
        }
        List<Step> steps = new ArrayList<>();
        for (JsonNode step : line.path("steps")) {
            Set<String> who = new HashSet<>();
            for (String side : List.of("entity", "peer")) {
                String key = step.path(side).asText();
                if (!key.isEmpty()) {
                    who.add(idOf(key));
                    who.add(names.getOrDefault(key, idOf(key)));
                }
            }
            steps.add(
                    new Step(
                            Instant.parse(step.path("time").asText()),
                            step.path("stage").asText(),
                            who));
        }
        return new Revision(
                Instant.parse(line.path("known_at").asText()),
                !line.hasNonNull("suppressed"),
                line.path("score").asDouble(),
                line.path("regime").asText(),
                steps,
                compromised);
    }

    /** Of {@code kind:site:id|port}, lower case. */
    private static String idOf(String key) {
        String[] parts = key.split(":", 3);
        String id = parts.length < 3 ? key : parts[2];
        int bar = id.indexOf('|');
        return (bar < 0 ? id : id.substring(0, bar)).toLowerCase(Locale.ROOT);
    }
}

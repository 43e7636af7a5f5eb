// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code incidents.jsonl} as a reader sees it: the highest revision of each incident. */
public final class IncidentFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private IncidentFile() {}

    /** By incident id; incidents that were merged into another are left out. */
    public static Map<String, JsonNode> latest(Path file) throws IOException {
        Map<String, JsonNode> latest = highest(file);
        latest.values().removeIf(incident -> incident.hasNonNull("merged_into"));
        return latest;
    }

    /** By the id that an incident was ever told under: the one that it is part of by now. */
    public static Map<String, JsonNode> byEveryId(Path file) throws IOException {
        Map<String, JsonNode> highest = highest(file);
        Map<String, JsonNode> all = new TreeMap<>();
        highest.forEach(
                (id, incident) -> {
                    JsonNode end = incident;
                    // a merge goes to another incident, so there are fewer steps than incidents
                    for (int i = 0; i < highest.size() && end.hasNonNull("merged_into"); i++) {
                        end = highest.getOrDefault(end.path("merged_into").asText(), end);
                    }
                    all.put(id, end);
                });
        return all;
    }

    private static Map<String, JsonNode> highest(Path file) throws IOException {
        Map<String, JsonNode> highest = new TreeMap<>();
        for (JsonNode incident : all(file)) {
            highest.merge(
                    incident.path("incident_id").asText(),
                    incident,
                    (a, b) -> a.path("revision").asLong() >= b.path("revision").asLong() ? a : b);
        }
        return highest;
    }

    /** Every revision, in the order in which they became known. */
    public static List<JsonNode> all(Path file) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                all.add(JSON.readTree(line));
            }
        }
        return all;
    }
}

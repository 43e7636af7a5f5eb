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
        Map<String, JsonNode> latest = new TreeMap<>();
        for (JsonNode incident : all(file)) {
            latest.merge(
                    incident.path("incident_id").asText(),
                    incident,
                    (a, b) -> a.path("revision").asLong() >= b.path("revision").asLong() ? a : b);
        }
        latest.values().removeIf(incident -> incident.hasNonNull("merged_into"));
        return latest;
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

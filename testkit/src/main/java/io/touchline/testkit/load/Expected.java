// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** What must come of a load, by id: each finding, and each incident as its highest revision. */
public record Expected(Map<String, JsonNode> findings, Map<String, JsonNode> incidents) {

    /**
     * @throws IOException when the reference run has not been made
     */
    public static Expected read(LoadFolder folder) throws IOException {
        return new Expected(
                byId(folder.expectedFindings(), "finding_id"),
                byId(folder.expectedIncidents(), "incident_id"));
    }

    private static Map<String, JsonNode> byId(Path file, String name) throws IOException {
        Map<String, JsonNode> byId = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            JsonNode node = PlainForm.of(line);
            byId.merge(
                    node.get(name).asText(),
                    node,
                    (a, b) -> b.path("revision").asLong() >= a.path("revision").asLong() ? b : a);
        }
        return byId;
    }
}

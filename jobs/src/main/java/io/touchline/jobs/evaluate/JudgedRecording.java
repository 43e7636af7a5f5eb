// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code detect} said of recorded everyday life.
 *
 * @param wrong false findings, the one with the most bits first
 * @param findings of them, per entity-day
 * @param incidents that have one of them among their steps, per entity-day
 * @param calibration of {@code summary.json}
 */
record JudgedRecording(
        String name,
        Recording recording,
        List<JsonNode> wrong,
        Rate findings,
        Rate incidents,
        JsonNode calibration) {
    /** False findings whose entity had fewer than twenty active hours. */
    long ofTheYoung() {
        return wrong.stream().filter(it -> it.path("cold").asBoolean()).count();
    }

    static JudgedRecording of(String name, Recording recording, Replay replay) {
        List<JsonNode> wrong = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (JsonNode finding : replay.findings()) {
            if (isWrong(finding, recording)) {
                wrong.add(finding);
                ids.add(finding.path("finding_id").asText());
            }
        }
        long incidents =
                replay.incidents().stream().filter(incident -> names(incident, ids)).count();
        wrong.sort(
                Comparator.comparingDouble((JsonNode it) -> it.path("surprise_bits").asDouble())
                        .reversed()
                        .thenComparing(it -> it.path("finding_id").asText()));
        double days = recording.entityDays();
        return new JudgedRecording(
                name,
                recording,
                wrong,
                new Rate(wrong.size(), days),
                new Rate(incidents, days),
                replay.summary().path("calibration"));
    }

    /**
     * After learning, and of nothing but rows labelled benign; of a finding that names no rows: of
     * what the entity did itself, not of what was done to it.
     */
    private static boolean isWrong(JsonNode finding, Recording recording) {
        Instant known = Instant.parse(finding.path("known_at").asText());
        if (known.isBefore(recording.countedFrom())) {
            return false;
        }
        JsonNode coordinates = finding.path("coordinates");
        boolean benign = !coordinates.isEmpty() || finding.path("entity_acts").asBoolean();
        for (JsonNode coordinate : coordinates) {
            benign &= recording.label(coordinate.asText()).equals("Benign");
        }
        return benign;
    }

    private static boolean names(JsonNode incident, Set<String> findings) {
        for (JsonNode step : incident.path("steps")) {
            if (findings.contains(step.path("finding_id").asText())) {
                return true;
            }
        }
        return false;
    }
}

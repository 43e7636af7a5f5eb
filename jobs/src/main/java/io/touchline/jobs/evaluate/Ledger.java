// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What was planted, as {@code ledger.jsonl} tells it.
 *
 * @param devices how many devices the telemetry shows
 * @param span of the telemetry
 * @param events days of events in it, as 2026-05-16
 */
public record Ledger(
        String scenario,
        String size,
        long seed,
        long devices,
        Duration span,
        List<String> events,
        List<Stage> stages) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * One planted stage.
     *
     * @param aliases lower case, of everybody who takes part and is not shared by many
     * @param visible whether any log shows it
     * @param pair of a context, else empty; {@code side} grave or benign
     */
    public record Stage(
            String chain,
            String stage,
            Instant from,
            Instant until,
            Set<String> aliases,
            boolean visible,
            String pair,
            String side) {}

    /**
     * @throws InputException when it is no ledger of this version
     */
    public static Ledger read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        JsonNode head = lines.isEmpty() ? JSON.createObjectNode() : JSON.readTree(lines.get(0));
        if (head.path("version").asInt() != 2 || !head.has("start")) {
            throw new InputException(
                    "could not use " + file + ": it is no ledger of version 2",
                    "take the ledger.jsonl that simulate wrote");
        }
        List<Stage> stages = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            JsonNode json = JSON.readTree(line);
            if (List.of("stage", "context").contains(json.path("kind").asText())) {
                stages.add(stage(json));
            }
        }
        List<String> events = new ArrayList<>();
        head.path("events").forEach(event -> events.add(event.path("date").asText()));
        return new Ledger(
                head.path("scenario").asText(),
                head.path("size").asText(),
                head.path("seed").asLong(),
                head.path("devices").asLong(),
                Duration.between(time(head, "start"), time(head, "end")),
                events,
                stages);
    }

    private static Stage stage(JsonNode json) {
        Set<String> aliases = new HashSet<>();
        for (JsonNode entity : json.path("entities")) {
            if (!entity.path("shared").asBoolean()) {
                entity.path("aliases")
                        .forEach(alias -> aliases.add(alias.asText().toLowerCase(Locale.ROOT)));
            }
        }
        return new Stage(
                json.path("chain").asText()
                        + json.path("pair").asText()
                        + json.path("role").asText(),
                json.path("stage").asText(),
                time(json, "from"),
                time(json, "until"),
                aliases,
                json.path("visible").asBoolean(true),
                json.path("pair").asText(),
                json.path("role").asText());
    }

    private static Instant time(JsonNode json, String name) {
        return Instant.parse(json.path(name).asText());
    }
}

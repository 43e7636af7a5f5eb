// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.touchline.jobs.files.InputException;
import io.touchline.jobs.local.IncidentFile;
import io.touchline.jobs.local.OutputFiles;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One incident in words, with the figures below. */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "One incident: first line, paragraph, timeline; figures below them.")
final class ExplainCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "INCIDENT_ID",
            description = "Id of the incident or of one that went into it, or its beginning.")
    private String id = "";

    @Option(names = "--input", required = true, description = "Output folder of detect or demo.")
    private Path input = Path.of(".");

    @Override
    public Integer call() throws Exception {
        print(incident(), System.out);
        return 0;
    }

    private JsonNode incident() throws Exception {
        Path file = new OutputFiles(input).incidents();
        if (!Files.isReadable(file)) {
            throw new InputException(
                    "could not read " + file + ": no such file",
                    "give the output folder of detect or demo with --input");
        }
        Map<String, JsonNode> latest = IncidentFile.latest(file);
        // who was paged under the id of a part asks under that id
        Map<String, JsonNode> hits = new TreeMap<>();
        IncidentFile.byEveryId(file)
                .forEach(
                        (incidentId, incident) -> {
                            if (incidentId.startsWith(id)) {
                                hits.put(incident.path("incident_id").asText(), incident);
                            }
                        });
        if (hits.size() != 1) {
            throw new InputException(
                    "could not explain "
                            + id
                            + ": "
                            + (hits.isEmpty() ? "no incident has this id" : "it fits several"),
                    "ids in " + file + ": " + String.join(" ", latest.keySet()));
        }
        return hits.values().iterator().next();
    }

    private static void print(JsonNode incident, PrintStream out) {
        out.println(incident.path("first_line").asText());
        out.println();
        out.println(incident.path("summary").asText());
        out.println();
        for (JsonNode step : incident.path("steps")) {
            out.printf(
                    Locale.ROOT,
                    "  %s  %-23s %s (expected: %s)%n",
                    step.path("time").asText(),
                    step.path("stage").asText(),
                    step.path("observed").asText(),
                    step.path("expected").asText());
        }
        out.println();
        out.println("Evidence");
        for (JsonNode step : incident.path("steps")) {
            out.printf(
                    Locale.ROOT,
                    "  %-10s %5.1f bits  p = %.2e  %s | %s%n             %s %s%n",
                    step.path("detector").asText(),
                    step.path("surprise_bits").asDouble(),
                    step.path("p_value").asDouble(),
                    step.path("entity").asText(),
                    step.path("peer").asText(),
                    step.path("explanation").asText(),
                    step.path("coordinates").toString());
        }
        out.println();
        out.println(
                "Score "
                        + incident.path("score").asText()
                        + " = "
                        + incident.path("score_parts").toString());
        out.println(
                "Incident "
                        + incident.path("incident_id").asText()
                        + ", revision "
                        + incident.path("revision").asText()
                        + ", pattern "
                        + incident.path("pattern").asText()
                        + ", severity "
                        + incident.path("severity").asText()
                        + ", techniques "
                        + incident.path("techniques").toString());
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.BrokenFile;
import io.touchline.jobs.files.NotRead;
import io.touchline.operators.ingest.DeadLetter;
import io.touchline.operators.ingest.DeadLetterReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.util.EnvironmentInformation;

/**
 * {@code summary.json}: per source what became of its records, what was not read and why, findings
 * by detector, incidents by severity. The totals are those of the books; a file that broke off adds
 * one dead record to its source, since no record of it ever reached the job.
 */
public final class RunSummary {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final List<String> FATES =
            List.of("read", "used", "duplicate", "late", "dead", "refused", "behind");

    private final OutputFiles files;

    public RunSummary(OutputFiles files) {
        this.files = files;
    }

    /** Writes the dead letters of broken files and the summary. */
    public void write(ArchiveManifest archive, double wallSeconds, String version)
            throws IOException {
        Map<String, Map<String, Long>> totals = totals();
        List<String> letters = new ArrayList<>();
        for (BrokenFile broken : archive.brokenFiles()) {
            letters.add(DeadLetterJson.line(letter(broken)));
            Map<String, Long> source =
                    totals.computeIfAbsent(broken.source(), s -> new TreeMap<>());
            source.merge("read", 1L, Long::sum);
            source.merge("dead", 1L, Long::sum);
        }
        Files.write(
                files.deadLetters(),
                letters,
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);

        ObjectNode root = JSON.createObjectNode();
        root.put("version", version);
        root.put("flink_version", EnvironmentInformation.getVersion());
        ObjectNode sources = root.putObject("sources");
        long read = 0;
        for (Map.Entry<String, Map<String, Long>> source : totals.entrySet()) {
            ObjectNode fates = sources.putObject(source.getKey());
            for (String fate : FATES) {
                fates.put(fate, source.getValue().getOrDefault(fate, 0L));
            }
            read += source.getValue().getOrDefault("read", 0L);
        }
        ArrayNode notRead = root.putArray("not_recognised");
        for (NotRead file : archive.notRead()) {
            notRead.addObject()
                    .put("file", file.label())
                    .put("log", file.log())
                    .put("why", file.why());
        }
        root.set("findings_by_detector", count(files.findings(), "detector"));
        root.set("incidents_by_severity", incidents());
        root.put("records_read", read);
        root.put("wall_seconds", Math.round(wallSeconds * 100) / 100.0);
        root.put("events_per_second", Math.round(read / Math.max(0.001, wallSeconds)));
        Files.writeString(files.summary(), JSON.writeValueAsString(root) + "\n");
    }

    private static DeadLetter letter(BrokenFile broken) {
        return new DeadLetter(
                DeadLetterReason.TRUNCATED_FILE,
                broken.source(),
                broken.label() + ':' + broken.line(),
                0,
                broken.message(),
                new byte[0]);
    }

    /** The last line of each source. */
    private Map<String, Map<String, Long>> totals() throws IOException {
        Map<String, Map<String, Long>> totals = new TreeMap<>();
        for (String line : lines(files.books())) {
            JsonNode total = JSON.readTree(line);
            Map<String, Long> fates = new TreeMap<>();
            FATES.forEach(fate -> fates.put(fate, total.path(fate).asLong()));
            totals.put(total.path("source").asText(), fates);
        }
        return totals;
    }

    private static ObjectNode count(Path file, String field) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (String line : lines(file)) {
            counts.merge(JSON.readTree(line).path(field).asText(), 1, Integer::sum);
        }
        ObjectNode node = JSON.createObjectNode();
        counts.forEach(node::put);
        return node;
    }

    /** Incidents by severity, each as its highest revision says. */
    private ObjectNode incidents() throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        for (JsonNode incident : IncidentFile.latest(files.incidents()).values()) {
            boolean held = incident.hasNonNull("suppressed");
            counts.merge(held ? "held_back" : incident.path("severity").asText(), 1, Integer::sum);
        }
        ObjectNode node = JSON.createObjectNode();
        counts.forEach(node::put);
        return node;
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}

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
import io.touchline.operators.telemetry.DeadLetterReason;
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
 *
 * <p>{@code calibration}: per stratum how many scores were judged since its first hour, and how
 * many had more than 5, 8, 9 and 11 calibrated bits.
 *
 * <p>After a backfill the rows of its last millisecond are {@code pending}: they are in the
 * savepoint, and the run that starts from it counts them as {@code carried}, part of its {@code
 * read}. So read = used + duplicate + late + dead + refused (+ pending) holds in both.
 */
public final class RunSummary {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final List<String> FATES =
            List.of(
                    "read",
                    "used",
                    "duplicate",
                    "late",
                    "dead",
                    "refused",
                    "behind",
                    "unknown_fields");

    private final OutputFiles files;
    private final Map<String, Map<String, Long>> before;
    private final boolean parked;

    public RunSummary(OutputFiles files) {
        this(files, Map.of(), false);
    }

    private RunSummary(OutputFiles files, Map<String, Map<String, Long>> before, boolean parked) {
        this.files = files;
        this.before = before;
        this.parked = parked;
    }

    /** The same for a run whose books go on from these. */
    public RunSummary after(Map<String, Map<String, Long>> books) {
        return new RunSummary(files, books, parked);
    }

    /** The same for a backfill, which leaves rows pending. */
    public RunSummary parked() {
        return new RunSummary(files, before, true);
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
            if (!before.isEmpty()) {
                fates.put("carried", source.getValue().getOrDefault("carried", 0L));
            }
            if (parked) {
                fates.put("pending", pending(source.getValue()));
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
        root.set("calibration", calibration());
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

    /** Records read whose fate is not yet known. */
    public static long pending(Map<String, Long> fates) {
        long closed = 0;
        for (String fate : List.of("used", "duplicate", "late", "dead", "refused")) {
            closed += fates.getOrDefault(fate, 0L);
        }
        return fates.getOrDefault("read", 0L) - closed;
    }

    /** Per source, what became of the records of this run. */
    public Map<String, Map<String, Long>> totals() throws IOException {
        Map<String, Map<String, Long>> totals = lastLines();
        before.forEach(
                (source, earlier) -> {
                    Map<String, Long> fates = totals.get(source);
                    if (fates != null) {
                        long carried = pending(earlier);
                        earlier.forEach((fate, count) -> fates.merge(fate, -count, Long::sum));
                        fates.merge("read", carried, Long::sum);
                        fates.put("carried", carried);
                    }
                });
        return totals;
    }

    /** The last line of each source. */
    private Map<String, Map<String, Long>> lastLines() throws IOException {
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

    /** The last totals of each stratum that judged a score. */
    private ObjectNode calibration() throws IOException {
        Map<String, ObjectNode> last = new TreeMap<>();
        for (String line : lines(files.calibration())) {
            ObjectNode total = (ObjectNode) JSON.readTree(line);
            String stratum = total.remove("stratum").asText();
            if (total.path("scores").asLong() > 0) {
                last.put(stratum, total);
            }
        }
        ObjectNode node = JSON.createObjectNode();
        last.forEach(node::set);
        return node;
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}

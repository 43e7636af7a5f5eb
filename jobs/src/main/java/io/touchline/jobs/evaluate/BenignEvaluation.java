// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.touchline.jobs.files.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Recorded everyday life: how much of it is called a finding or an incident, budget off. */
public final class BenignEvaluation implements Evaluation {
    private static final List<String> PCS =
            List.of(
                    "network/stratosphere-010",
                    "network/stratosphere-011",
                    "network/stratosphere-012");
    private static final String MAIL = "email/email-eu-temporal";

    /** The times of the mails are seconds since an unknown start. */
    private static final long MAIL_STARTS = Instant.parse("2003-10-01T00:00:00Z").getEpochSecond();

    private static final int WORST = 5;

    /** A recording and what detect said of it. */
    private record Judged(
            String name,
            Recording recording,
            List<JsonNode> wrong,
            Rate findings,
            Rate incidents,
            JsonNode calibration) {}

    private final Detect detect;

    public BenignEvaluation(Detect detect) {
        this.detect = detect;
    }

    @Override
    public String name() {
        return "benign";
    }

    @Override
    public String says() {
        return "false findings and incidents per entity-day of recorded PCs and mailboxes";
    }

    @Override
    public Outcome of(List<Path> data) {
        List<Judged> judged = new ArrayList<>();
        for (String pc : PCS) {
            judged.add(ofPc(pc, Replay.folder(name(), data, pc)));
        }
        judged.add(ofMail(Replay.folder(name(), data, MAIL)));
        CalibrationFigures calibration = new CalibrationFigures();
        judged.forEach(it -> calibration.add(it.calibration));
        ObjectNode json = json(judged);
        json.set("calibration", calibration.json());
        return new Outcome(table(judged) + "\n" + calibration.table(), json.toString());
    }

    /** Labelled Zeek logs of one PC; its own network is that of whoever acts in benign rows. */
    private Judged ofPc(String name, Path folder) {
        Recording recording = new Recording();
        Set<String> clients = new TreeSet<>();
        for (Path file : files(folder, ".log.labeled")) {
            boolean connections = file.getFileName().toString().startsWith("conn.");
            ZeekRows.read(
                    file,
                    row -> {
                        String label = row.get("label");
                        recording.label(file.toString(), row.line(), label);
                        if (connections && label.equals("Benign")) {
                            clients.add(row.get("id.orig_h"));
                            recording.benign(row.get("id.orig_h"), row.seconds());
                        }
                    });
        }
        if (clients.isEmpty()) {
            throw new InputException(
                    "could not evaluate " + folder + ": no connection is labelled Benign",
                    "give the labelled logs, conn.log.labeled among them");
        }
        String networks = String.join(";", clients.stream().map(it -> it + "/32").toList());
        return judged(
                name,
                recording,
                Replay.of(detect, List.of(folder), Map.of("venue.networks", networks)));
    }

    /**
     * Who wrote to whom and when, as a message trace: each sender is a domain by itself, so that a
     * new correspondent is a new domain.
     */
    private Judged ofMail(Path folder) {
        Recording recording = new Recording();
        List<String> trace = new ArrayList<>();
        for (Path file : files(folder, ".txt")) {
            for (String line : lines(file)) {
                String[] parts = line.split(" ");
                long second = MAIL_STARTS + Long.parseLong(parts[2]);
                recording.benign(parts[1], second);
                trace.add(
                        JsonNodeFactory.instance
                                .objectNode()
                                .put("date", Instant.ofEpochSecond(second).toString())
                                .put("from", "p@" + parts[0] + ".example")
                                .put("to", parts[1] + "@venue.example")
                                .put("message_id", "<" + trace.size() + "@mail.example>")
                                .put("size", 1)
                                .toString());
            }
        }
        try {
            Path written = Files.createTempDirectory("touchline-mail");
            try {
                Files.write(written.resolve("messages.jsonl"), trace);
                return judged(MAIL, recording, Replay.of(detect, List.of(written), Map.of()));
            } finally {
                Replay.delete(written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Judged judged(String name, Recording recording, Replay replay) {
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
        return new Judged(
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

    private static String table(List<Judged> all) {
        StringBuilder table =
                new StringBuilder(
                        "| recording | days | learnt before | entities | entity-days"
                                + " | false findings | per entity-day | false incidents"
                                + " | per entity-day |\n|---|---|---|---|---|---|---|---|---|\n");
        StringBuilder worst =
                new StringBuilder("\n| recording | bits | detector | entity | what | usual |\n");
        worst.append("|---|---|---|---|---|---|\n");
        for (Judged it : all) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "| %s | %.2f | %d | %d | %.2f | %d | %s | %d | %s |%n",
                            it.name,
                            it.recording.days(),
                            it.recording.learntDays(),
                            it.recording.entities(),
                            it.recording.entityDays(),
                            it.findings.count(),
                            Figure.rate(it.findings),
                            it.incidents.count(),
                            Figure.rate(it.incidents)));
            for (JsonNode finding : it.wrong.subList(0, Math.min(WORST, it.wrong.size()))) {
                worst.append(
                        String.format(
                                Locale.ROOT,
                                "| %s | %.1f | %s | %s | %s | %s |%n",
                                it.name,
                                finding.path("surprise_bits").asDouble(),
                                finding.path("detector").asText(),
                                finding.path("entity").asText(),
                                finding.path("observed").asText(),
                                finding.path("expected").asText()));
            }
        }
        return table.append(worst).toString();
    }

    private static ObjectNode json(List<Judged> all) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("evaluation", "benign");
        ArrayNode recordings = root.putArray("recordings");
        for (Judged it : all) {
            ObjectNode node = recordings.addObject();
            node.put("recording", it.name).put("days", Figure.rounded(it.recording.days()));
            node.put("learnt_days", it.recording.learntDays());
            node.put("entities", it.recording.entities());
            node.set("findings_per_entity_day", Figure.of(it.findings));
            node.set("incidents_per_entity_day", Figure.of(it.incidents));
            ObjectNode detectors = node.putObject("by_detector");
            it.wrong.forEach(
                    finding -> {
                        String detector = finding.path("detector").asText();
                        detectors.put(detector, detectors.path(detector).asInt() + 1);
                    });
        }
        return root;
    }

    private static List<Path> files(Path folder, String suffix) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(it -> it.toString().endsWith(suffix)).sorted().toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static InputException unreadable(Path path, IOException e) {
        return new InputException(
                "could not read " + path + ": " + e, "give folders that can be read");
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.touchline.jobs.files.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        List<JudgedRecording> judged = new ArrayList<>();
        for (String pc : PCS) {
            judged.add(ofPc(pc, Replay.folder(name(), data, pc)));
        }
        judged.add(ofMail(Replay.folder(name(), data, MAIL)));
        return BenignFigures.of(judged, PCS.size());
    }

    /** Labelled Zeek logs of one PC; its own network is that of whoever acts in benign rows. */
    private JudgedRecording ofPc(String name, Path folder) {
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
        return JudgedRecording.of(
                name,
                recording,
                Replay.of(detect, List.of(folder), Map.of("venue.networks", networks)));
    }

    /**
     * Who wrote to whom and when, as a message trace: each sender is a domain by itself, so that a
     * new correspondent is a new domain.
     */
    private JudgedRecording ofMail(Path folder) {
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
                return JudgedRecording.of(
                        MAIL, recording, Replay.of(detect, List.of(written), Map.of()));
            } finally {
                Replay.delete(written);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

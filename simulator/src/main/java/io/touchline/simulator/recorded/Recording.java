// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.recorded;

import io.touchline.simulator.wire.Log;
import io.touchline.simulator.wire.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Telemetry that somebody recorded: which logs, from when until when, who took part. */
public final class Recording {
    private final Path folder;
    private final List<Path> all;
    private final List<RecordedFile> logs = new ArrayList<>();
    private final Map<Path, Span> spans = new TreeMap<>();
    private final Traffic traffic = new Traffic();

    private record Span(Instant from, Instant until) {
        Span with(Instant at) {
            return new Span(at.isBefore(from) ? at : from, at.isAfter(until) ? at : until);
        }
    }

    private Recording(Path folder, List<Path> all) {
        this.folder = folder;
        this.all = all;
    }

    /** Reads every log once. */
    public static Recording read(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            Recording recording =
                    new Recording(folder, files.filter(Files::isRegularFile).sorted().toList());
            for (Path file : recording.all) {
                recording.look(file);
            }
            return recording;
        }
    }

    private void look(Path file) throws IOException {
        RecordedFile log = RecordedFile.of(file).orElse(null);
        if (log == null) {
            return;
        }
        logs.add(log);
        log.forEach(
                line -> {
                    Instant at = line.written();
                    spans.merge(file, new Span(at, at), (span, other) -> span.with(at));
                    traffic.add(log.log(), line);
                });
    }

    public boolean isEmpty() {
        return spans.isEmpty();
    }

    public String name() {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    public Traffic traffic() {
        return traffic;
    }

    /** When the first record was written. */
    public Instant start() {
        return spans.values().stream().map(Span::from).min(Instant::compareTo).orElseThrow();
    }

    public Instant end() {
        return spans.values().stream().map(Span::until).max(Instant::compareTo).orElseThrow();
    }

    public boolean has(Log log) {
        return logs.stream().anyMatch(file -> file.log() == log && spans.containsKey(file.file()));
    }

    /**
     * Copies all files, each planted row among the records of its log: in every folder that has the
     * log (two sensors see it twice), in the rotated file of its time.
     *
     * @param rows by time of writing
     */
    public void copy(Path output, List<Row> rows) throws IOException {
        Map<Path, List<Row>> byFile = new TreeMap<>();
        for (Row row : rows) {
            Map<Path, Path> inFolder = new TreeMap<>();
            for (RecordedFile log : logs) {
                Span span = spans.get(log.file());
                Path in = log.file().getParent();
                if (log.log() == row.log() && span != null && in != null) {
                    boolean begun = !span.from().isAfter(row.written());
                    if (begun || !inFolder.containsKey(in)) {
                        inFolder.merge(in, log.file(), (one, other) -> later(one, other));
                    }
                }
            }
            inFolder.values()
                    .forEach(
                            file ->
                                    byFile.computeIfAbsent(file, any -> new ArrayList<>())
                                            .add(row));
        }
        for (Path file : all) {
            Path target = output.resolve(folder.relativize(file));
            Files.createDirectories(target.getParent());
            if (byFile.containsKey(file)) {
                RecordedFile log =
                        logs.stream()
                                .filter(it -> it.file().equals(file))
                                .findFirst()
                                .orElseThrow();
                log.copy(target, byFile.get(file));
            } else {
                Files.copy(file, target);
            }
        }
    }

    private Path later(Path one, Path other) {
        Span first = spans.get(one);
        Span second = spans.get(other);
        return first != null && second != null && second.from().isAfter(first.from()) ? other : one;
    }
}

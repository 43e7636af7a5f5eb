// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.local.OutputFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The outputs of one run of {@code detect} and the ledger of the telemetry that it read. */
record RunFolder(OutputFiles outputs, Path ledger) {
    private static final String LEDGER = "ledger.jsonl";
    private static final String TELEMETRY = "telemetry";

    /**
     * Every run below the folders, in the order of their names. Outputs without a ledger, or a
     * ledger without outputs, are refused: a run that is left out would flatter the figures.
     */
    static List<RunFolder> find(List<Path> folders) {
        Set<Path> outputs = new TreeSet<>();
        Set<Path> ledgers = new TreeSet<>();
        for (Path folder : folders) {
            for (Path file : files(folder)) {
                Path parent = parent(file);
                OutputFiles names = new OutputFiles(parent);
                if (file.equals(names.incidents()) || file.equals(names.findings())) {
                    outputs.add(parent);
                } else if (file.endsWith(LEDGER)) {
                    ledgers.add(file);
                }
            }
        }
        Map<Path, Path> below = below(outputs, ledgers);
        List<RunFolder> runs =
                outputs.stream().map(run -> of(run, Optional.ofNullable(below.get(run)))).toList();
        runs.forEach(run -> ledgers.remove(run.ledger));
        for (Path alone : ledgers) {
            throw new InputException(
                    "could not evaluate " + alone + ": no outputs of detect belong to it",
                    "run detect with an output folder beside that telemetry, or take it away");
        }
        if (runs.isEmpty()) {
            throw new InputException(
                    "could not evaluate " + folders + ": no run of detect is there",
                    "give a folder that holds incidents.jsonl and ledger.jsonl with --data");
        }
        return runs;
    }

    /** The ledger that lies below each run, and below no other run between the two. */
    private static Map<Path, Path> below(Set<Path> runs, Set<Path> ledgers) {
        Map<Path, Path> below = new TreeMap<>();
        for (Path ledger : ledgers) {
            Path folder = ledger.getParent();
            while (folder != null && !runs.contains(folder)) {
                folder = folder.getParent();
            }
            Path before = folder == null ? null : below.put(folder, ledger);
            if (before != null) {
                throw new InputException(
                        "could not evaluate " + folder + ": " + before + " and " + ledger,
                        "leave the ledger of the telemetry that detect read");
            }
        }
        return below;
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InputException(
                    "could not evaluate " + folder + ": no such folder",
                    "give a folder that holds incidents.jsonl and ledger.jsonl with --data");
        }
        try (Stream<Path> files = Files.walk(folder.toRealPath())) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException | UncheckedIOException e) {
            throw new InputException(
                    "could not read " + folder + ": " + e, "give folders that can be read");
        }
    }

    private static RunFolder of(Path folder, Optional<Path> below) {
        OutputFiles outputs = new OutputFiles(folder);
        for (Path file : List.of(outputs.incidents(), outputs.findings(), outputs.summary())) {
            if (!Files.isRegularFile(file)) {
                throw new InputException(
                        "could not evaluate " + folder + ": it lacks " + file.getFileName(),
                        "let detect run to its end on that folder");
            }
        }
        Path beside = folder.resolveSibling(TELEMETRY).resolve(LEDGER);
        Path ledger =
                below.or(() -> Optional.of(beside).filter(Files::isRegularFile))
                        .orElseThrow(
                                () ->
                                        new InputException(
                                                "could not evaluate "
                                                        + folder
                                                        + ": no ledger.jsonl below it, nor in"
                                                        + " telemetry beside it",
                                                "put the ledger that simulate wrote into that"
                                                        + " folder"));
        return new RunFolder(outputs, ledger);
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    Path folder() {
        return outputs.folder();
    }
}

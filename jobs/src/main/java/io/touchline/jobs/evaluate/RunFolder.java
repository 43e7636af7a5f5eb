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
import java.util.Set;
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
        List<RunFolder> runs = outputs.stream().map(RunFolder::of).toList();
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

    private static RunFolder of(Path folder) {
        OutputFiles outputs = new OutputFiles(folder);
        for (Path file : List.of(outputs.incidents(), outputs.findings(), outputs.summary())) {
            if (!Files.isRegularFile(file)) {
                throw new InputException(
                        "could not evaluate " + folder + ": it lacks " + file.getFileName(),
                        "let detect run to its end on that folder");
            }
        }
        for (Path place :
                List.of(folder, folder.resolve(TELEMETRY), folder.resolveSibling(TELEMETRY))) {
            Path ledger = place.resolve(LEDGER);
            if (Files.isRegularFile(ledger)) {
                return new RunFolder(outputs, ledger);
            }
        }
        throw new InputException(
                "could not evaluate "
                        + folder
                        + ": no ledger.jsonl in it, nor in telemetry beside or below",
                "put the ledger that simulate wrote into that folder");
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }

    Path folder() {
        return outputs.folder();
    }
}

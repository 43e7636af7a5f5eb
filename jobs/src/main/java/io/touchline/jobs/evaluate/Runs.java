// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.jobs.evaluate.MatchDayCheck.Figures;
import io.touchline.jobs.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the runs below some folders: what {@code detect} wrote, and the ledger beside it. */
public final class Runs {
    private static final String INCIDENTS = "incidents.jsonl";
    private static final String LEDGER = "ledger.jsonl";

    private Runs() {}

    /**
     * Figures of every run, in order of path. A ledger lies in the folder of the incidents or in
     * its {@code telemetry}.
     *
     * @throws InputException when there is no run, or one half of a run
     */
    public static List<Figures> check(List<Path> folders) throws IOException {
        List<Figures> figures = new ArrayList<>();
        for (Path folder : folders) {
            for (Path incidents : find(folder, INCIDENTS)) {
                Path run = incidents.resolveSibling("");
                Ledger ledger = Ledger.read(ledger(run));
                figures.add(new MatchDayCheck(ledger, Told.read(incidents)).figures());
            }
        }
        if (figures.isEmpty()) {
            throw new InputException(
                    "there is no " + INCIDENTS + " below " + folders,
                    "run detect with its --output there, beside the ledger of simulate");
        }
        return figures;
    }

    private static Path ledger(Path run) {
        return Stream.of(run.resolve(LEDGER), run.resolve("telemetry").resolve(LEDGER))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(
                        () ->
                                new InputException(
                                        "there is no " + LEDGER + " in " + run,
                                        "put the telemetry of simulate there, as "
                                                + run
                                                + "/telemetry"));
    }

    private static List<Path> find(Path folder, String name) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new InputException("there is no folder " + folder, "name one with --data");
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> file.endsWith(name)).sorted().toList();
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.files.InputException;
import io.touchline.simulator.Planting;
import io.touchline.simulator.Simulation;
import io.touchline.simulator.attack.Scenario;
import io.touchline.simulator.attack.ScenarioFiles;
import io.touchline.simulator.recorded.Recording;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes the telemetry of a venue, with something planted in it or not. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Writes the logs of a venue in their native formats, and what was planted.")
final class SimulateCommand implements Callable<Integer> {
    @Option(names = "--list", description = "Prints one scenario per line, name first.")
    private boolean list;

    @Mixin private ScenarioOptions what = new ScenarioOptions();

    @Option(
            names = "--without-last",
            paramLabel = "DAYS",
            defaultValue = "0",
            description = "Leaves these out: the past of an event, for backfill to learn from.")
    private int withoutLast;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description = "Plants the stages into a copy of recorded Zeek logs instead.")
    private @Nullable Path into;

    @Option(names = "--output", description = "Folder to write into; with --into a new one.")
    private @Nullable Path output;

    @Override
    public Integer call() throws Exception {
        return list ? print(System.out) : simulate(System.out);
    }

    private static int print(PrintStream out) {
        for (Scenario shipped : ScenarioFiles.shipped()) {
            out.printf(Locale.ROOT, "%-26s %s%n", shipped.name(), shipped.about());
        }
        return 0;
    }

    private int simulate(PrintStream out) throws Exception {
        if (output == null) {
            throw new InputException("there is no --output", "name a folder to write into");
        }
        if (into != null) {
            return plant(into, output, out);
        }
        Simulation simulation = what.simulation(null);
        if (withoutLast < 0 || withoutLast >= simulation.days()) {
            throw new InputException(
                    "could not leave out " + withoutLast + " of " + simulation.days() + " days",
                    "leave out fewer than --days");
        }
        simulation = simulation.withoutLast(withoutLast);
        Simulation.Result result = simulation.write(output);
        warn(result.ledger());
        out.printf(
                Locale.ROOT,
                "%s at a %s venue, %d days, seed %d: %,d records in %s%n",
                simulation.scenario().name(),
                simulation.size().key(),
                simulation.days() - withoutLast,
                simulation.seed(),
                result.total(),
                output);
        return 0;
    }

    private int plant(Path recorded, Path target, PrintStream out) throws IOException {
        if (!Files.isDirectory(recorded)) {
            throw new InputException("there is no folder " + recorded, "name recorded Zeek logs");
        }
        if (Files.exists(target) || isWithin(target, recorded)) {
            throw new InputException(
                    target + " is there already or within " + recorded,
                    "name a new folder elsewhere; what is recorded is never changed");
        }
        if (what.hasSpan() || withoutLast > 0) {
            throw new InputException(
                    "could not use --days, --size or --without-last with --into",
                    "leave them out: the recording is what it is");
        }
        Recording recording = Recording.read(recorded);
        if (recording.isEmpty()) {
            throw new InputException(
                    "there is no Zeek log with times in " + recorded,
                    "name a folder of Zeek logs, tab-separated or JSON");
        }
        Planting planting = new Planting(what.scenario(null), recording, what.seed());
        Planting.Result result = planting.write(target);
        warn(result.ledger());
        out.printf(
                Locale.ROOT,
                "%s into %s, seed %d: %,d records planted, a copy of the rest, in %s%n",
                planting.scenario().name(),
                recording.name(),
                planting.seed(),
                result.rows(),
                target);
        return 0;
    }

    /** What was asked for and left no row. */
    private static void warn(List<Map<String, Object>> ledger) {
        for (Map<String, Object> line : ledger) {
            if (Boolean.FALSE.equals(line.get("visible"))) {
                System.err.printf(
                        Locale.ROOT,
                        "touchline: no record of %s at %s: %s%n",
                        line.get("means"),
                        line.get("from"),
                        String.valueOf(line.get("planted")).isEmpty()
                                ? "it lies outside of the days"
                                : line.get("planted"));
            }
        }
    }

    private static boolean isWithin(Path path, Path folder) {
        return path.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize());
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.files.InputException;
import io.touchline.simulator.Planting;
import io.touchline.simulator.Simulation;
import io.touchline.simulator.attack.Scenario;
import io.touchline.simulator.attack.ScenarioException;
import io.touchline.simulator.attack.ScenarioFiles;
import io.touchline.simulator.recorded.Recording;
import io.touchline.simulator.venue.Size;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the telemetry of a venue, with something planted in it or not. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Writes the logs of a venue in their native formats, and what was planted.")
final class SimulateCommand implements Callable<Integer> {
    private static final int MOST_DAYS = 400;

    @Option(names = "--list", description = "Prints one scenario per line, name first.")
    private boolean list;

    @Option(names = "--scenario", paramLabel = "NAME", description = "A scenario of --list.")
    private @Nullable String name;

    @Option(names = "--scenario-file", paramLabel = "FILE", description = "A scenario in YAML.")
    private @Nullable Path scenarioFile;

    @Option(
            names = "--seed",
            defaultValue = "7",
            description = "Another seed gives other victims and times (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--size",
            description = "small, arena or stadium (default: what the scenario says, else small).")
    private @Nullable String size;

    @Option(names = "--days", description = "How many; the last one is the event day.")
    private @Nullable Integer days;

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
        try {
            return list ? print(System.out) : simulate(System.out);
        } catch (ScenarioException e) {
            throw new InputException(String.valueOf(e.getMessage()), e.cure());
        }
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
        Scenario scenario = scenario();
        Simulation simulation = Simulation.of(scenario, size(scenario), seed);
        if (days != null) {
            if (days < 1 || days > MOST_DAYS) {
                throw new InputException(
                        "could not simulate " + days + " days", "take 1 to " + MOST_DAYS);
            }
            simulation = simulation.over(days);
        }
        if (withoutLast < 0 || withoutLast >= simulation.days()) {
            throw new InputException(
                    "could not leave out " + withoutLast + " of " + simulation.days() + " days",
                    "leave out fewer than --days");
        }
        simulation = simulation.withoutLast(withoutLast);
        Simulation.Result result = simulation.write(output);
        out.printf(
                Locale.ROOT,
                "%s at a %s venue, %d days, seed %d: %,d records in %s%n",
                simulation.scenario().name(),
                simulation.size().key(),
                simulation.days() - withoutLast,
                seed,
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
        if (days != null || withoutLast > 0) {
            throw new InputException(
                    "could not use --days or --without-last with --into",
                    "leave them out: the recording has its span");
        }
        Recording recording = Recording.read(recorded);
        if (recording.isEmpty()) {
            throw new InputException(
                    "there is no Zeek log with times in " + recorded,
                    "name a folder of Zeek logs, tab-separated or JSON");
        }
        Planting.Result result = new Planting(scenario(), recording, seed).write(target);
        out.printf(
                Locale.ROOT,
                "%s into %s, seed %d: %,d records planted, a copy of the rest, in %s%n",
                scenario().name(),
                recording.name(),
                seed,
                result.rows(),
                target);
        return 0;
    }

    private static boolean isWithin(Path path, Path folder) {
        return path.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize());
    }

    private Scenario scenario() {
        if ((name == null) == (scenarioFile == null)) {
            throw new InputException(
                    "could not choose a scenario",
                    "give either --scenario (see --list) or --scenario-file");
        }
        return scenarioFile == null
                ? ScenarioFiles.named(String.valueOf(name))
                : ScenarioFiles.read(scenarioFile);
    }

    private Size size(Scenario scenario) {
        if (size == null) {
            return scenario.size().orElse(Size.SMALL);
        }
        return Size.of(size)
                .orElseThrow(
                        () ->
                                new InputException(
                                        "there is no size '" + size + "'",
                                        "use small, arena or stadium"));
    }
}

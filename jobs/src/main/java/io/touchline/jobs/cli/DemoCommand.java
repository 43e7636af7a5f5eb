// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.local.IncidentFile;
import io.touchline.jobs.options.Settings;
import io.touchline.simulator.Simulation;
import io.touchline.simulator.attack.ScenarioFiles;
import io.touchline.simulator.venue.Size;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A match day on a laptop: simulates it, runs both jobs on it, prints what it finds. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Simulates a match day, detects, and prints each incident as it is known.")
final class DemoCommand implements Callable<Integer> {
    static final String SCENARIO = "phish-to-turnstile";
    private static final int DAYS = 16;

    /** The event day and the one before; what was before them is learnt. */
    private static final int REPLAYED = 2;

    @Option(
            names = "--seed",
            defaultValue = "7",
            description = "Another seed gives other victims and times (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--output",
            defaultValue = "touchline-out/demo",
            description = "Folder for telemetry and results (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("touchline-out/demo");

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        Console console = new Console(System.err);
        Path trained = output.resolve("trained");
        learn(output.resolve("past"), trained, console, out);
        Path telemetry = output.resolve("telemetry");
        Simulation.Result day = simulation(SCENARIO).over(REPLAYED).write(telemetry);
        out.printf(
                Locale.ROOT,
                "A match day and its eve: %,d records in %s%n",
                day.total(),
                telemetry);
        Settings settings = Settings.read(telemetry.resolve(Simulation.CONFIGURATION));
        Detection detection = new Detection(settings, output, console, out);
        detection.run(List.of(telemetry), null, trained, 1, true, true);
        long open =
                IncidentFile.latest(detection.files().incidents()).values().stream()
                        .filter(incident -> !incident.hasNonNull("suppressed"))
                        .count();
        long all = IncidentFile.latest(detection.files().incidents()).size();
        out.printf(
                Locale.ROOT,
                "%d incident(s), %d held back. Planted: %s%n",
                open,
                all - open,
                telemetry.resolve(Simulation.LEDGER));
        out.println("Read on: " + output.resolve("report").resolve("index.html"));
        out.println("Files:   " + output + " (findings, incidents, responses, summary)");
        return 0;
    }

    /** What the venue did in the days before, and what Touchline knows from it. */
    private void learn(Path past, Path trained, Console console, PrintStream out) throws Exception {
        Simulation before = simulation("none").over(DAYS).withoutLast(REPLAYED);
        long records = before.write(past).total();
        out.printf(
                Locale.ROOT,
                "Two weeks of a small venue, an event among them: %,d records, learning ...%n",
                records);
        Settings settings = Settings.read(past.resolve(Simulation.CONFIGURATION));
        new Training(settings, trained, console).run(List.of(past), null, 1);
        OutputFolder.delete(past);
    }

    private Simulation simulation(String scenario) {
        return Simulation.of(ScenarioFiles.named(scenario), Size.SMALL, seed);
    }
}

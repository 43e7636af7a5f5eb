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
        Path telemetry = output.resolve("telemetry");
        Simulation.Result day =
                Simulation.of(ScenarioFiles.named(SCENARIO), Size.SMALL, seed).write(telemetry);
        out.printf(
                Locale.ROOT,
                "A match day at a small arena: %,d records in %s%n",
                day.total(),
                telemetry);
        Detection detection =
                new Detection(Settings.defaults(), output, new Console(System.err), out);
        Path calendar = telemetry.resolve(Simulation.CALENDAR);
        detection.run(List.of(telemetry), calendar, null, 1, true, true);
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
}

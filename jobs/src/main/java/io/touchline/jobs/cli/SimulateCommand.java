// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.files.InputException;
import io.touchline.simulator.Simulation;
import io.touchline.simulator.attack.Scenario;
import io.touchline.simulator.attack.ScenarioFiles;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
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

    @Option(names = "--output", description = "Folder to write into.")
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
        Simulation simulation = what.simulation(null);
        Simulation.Result result = simulation.write(output);
        out.printf(
                Locale.ROOT,
                "%s at a %s venue, %d days, seed %d: %,d records in %s%n",
                simulation.scenario().name(),
                simulation.size().key(),
                simulation.days(),
                simulation.seed(),
                result.total(),
                output);
        return 0;
    }
}

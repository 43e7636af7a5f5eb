// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.files.InputException;
import io.touchline.simulator.Simulation;
import io.touchline.simulator.attack.Scenario;
import io.touchline.simulator.attack.ScenarioFiles;
import io.touchline.simulator.venue.Size;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code simulate} and {@code feed} share: which venue is simulated, and what happens. */
final class ScenarioOptions {
    private static final int MOST_DAYS = 400;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "A scenario of simulate --list.")
    private @Nullable String scenario;

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

    /**
     * @param usual what is played when none is named; null when one must be
     */
    Simulation simulation(@Nullable String usual) {
        Scenario chosen = scenario(usual);
        Simulation simulation = Simulation.of(chosen, size(chosen), seed);
        if (days == null) {
            return simulation;
        }
        if (days < 1 || days > MOST_DAYS) {
            throw new InputException(
                    "could not simulate " + days + " days", "take 1 to " + MOST_DAYS);
        }
        return simulation.over(days);
    }

    long seed() {
        return seed;
    }

    boolean hasSpan() {
        return days != null || size != null;
    }

    /**
     * @param usual when none is named; null when one must be
     */
    Scenario scenario(@Nullable String usual) {
        String name = scenario == null && scenarioFile == null ? usual : scenario;
        if ((name == null) == (scenarioFile == null)) {
            throw new InputException(
                    "could not choose a scenario",
                    "give either --scenario (see simulate --list) or --scenario-file");
        }
        return scenarioFile == null
                ? ScenarioFiles.named(String.valueOf(name))
                : ScenarioFiles.read(scenarioFile);
    }

    private Size size(Scenario chosen) {
        if (size == null) {
            return chosen.size().orElse(Size.SMALL);
        }
        return Size.of(size)
                .orElseThrow(
                        () ->
                                new InputException(
                                        "there is no size '" + size + "'",
                                        "use small, arena or stadium"));
    }
}

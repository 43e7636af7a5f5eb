// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.options.Settings;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that read telemetry files. */
final class TelemetryInput {
    @Option(
            names = "--input",
            required = true,
            arity = "1..*",
            description = "Files or folders, read recursively; gzip is fine.")
    private List<Path> input = List.of();

    @Option(names = "--config", description = "YAML file; see docs/options.md.")
    private @Nullable Path config;

    @Option(names = "--calendar", description = "iCalendar file with the phases of the events.")
    private @Nullable Path calendar;

    @Option(
            names = "--parallelism",
            defaultValue = "1",
            description = "Subtasks per operator, 1 to 64. The results are the same for all.")
    private int parallelism;

    List<Path> paths() {
        return input;
    }

    Settings settings() {
        return config == null ? Settings.defaults() : Settings.read(config);
    }

    @Nullable Path calendar() {
        return calendar;
    }

    int parallelism() {
        Inputs.requireParallelism(parallelism);
        return parallelism;
    }
}

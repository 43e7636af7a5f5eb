// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.options.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Telemetry files in, findings and incidents out. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = "Telemetry files in, findings and incidents out; bounded, no Kafka.")
final class DetectCommand implements Callable<Integer> {
    @Option(
            names = "--input",
            required = true,
            arity = "1..*",
            description = "Files or folders, read recursively; gzip is fine.")
    private List<Path> input = List.of();

    @Option(names = "--output", required = true, description = "Folder for the results.")
    private Path output = Path.of("touchline-out");

    @Option(names = "--config", description = "YAML file; see docs/options.md.")
    private @Nullable Path config;

    @Option(names = "--calendar", description = "iCalendar file with the phases of the events.")
    private @Nullable Path calendar;

    @Option(
            names = "--from",
            description = "Start from what backfill learnt: the folder it wrote to.")
    private @Nullable Path from;

    @Option(
            names = "--parallelism",
            defaultValue = "1",
            description = "Subtasks per operator, 1 to 64. The results are the same for all.")
    private int parallelism;

    @Option(names = "--report", description = "Also one HTML page per incident and an index.")
    private boolean report;

    @Override
    public Integer call() throws Exception {
        Settings settings = config == null ? Settings.defaults() : Settings.read(config);
        Inputs.requireParallelism(parallelism);
        new Detection(settings, output, new Console(System.err), System.out)
                .run(input, calendar, from, parallelism, report, false);
        return 0;
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Telemetry files in, findings and incidents out. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = "Telemetry files in, findings and incidents out; bounded, no Kafka.")
final class DetectCommand implements Callable<Integer> {
    @Mixin private TelemetryInput telemetry = new TelemetryInput();

    @Option(names = "--output", required = true, description = "Folder for the results.")
    private Path output = Path.of("touchline-out");

    @Option(
            names = "--from",
            description = "Start from what backfill learnt: the folder it wrote to.")
    private @Nullable Path from;

    @Option(names = "--report", description = "Also one HTML page per incident and an index.")
    private boolean report;

    @Override
    public Integer call() throws Exception {
        new Detection(telemetry.settings(), output, new Console(System.err), System.out)
                .run(
                        telemetry.paths(),
                        telemetry.calendar(),
                        from,
                        telemetry.parallelism(),
                        report,
                        false);
        return 0;
    }
}

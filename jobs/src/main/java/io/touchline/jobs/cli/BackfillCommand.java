// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.backfill.TrainingManifest;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Archives in, a savepoint of trained baselines out. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description = "Trains baselines from archives: a savepoint that detect starts from.")
final class BackfillCommand implements Callable<Integer> {
    @Mixin private TelemetryInput telemetry = new TelemetryInput();

    @Option(names = "--output", required = true, description = "Folder for the savepoint.")
    private Path output = Path.of("touchline-trained");

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Training training = new Training(telemetry.settings(), output, new Console(System.err));
        TrainingManifest trained =
                training.run(telemetry.paths(), telemetry.calendar(), telemetry.parallelism());
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "trained on %,d records up to %s; start from it with --from %s%n",
                trained.rows(),
                trained.cut(),
                output);
        out.flush();
        return 0;
    }
}

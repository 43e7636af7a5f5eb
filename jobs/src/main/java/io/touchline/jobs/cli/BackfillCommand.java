// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.backfill.BackfillJob;
import io.touchline.jobs.backfill.TrainedSavepoint;
import io.touchline.jobs.backfill.TrainingManifest;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.local.OutputFiles;
import io.touchline.jobs.local.RunSummary;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import io.touchline.operators.tables.SharedTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        long start = System.nanoTime();
        Settings settings = telemetry.settings();
        int parallelism = telemetry.parallelism();
        List<SharedTable> phases = Detection.phases(settings, telemetry.calendar());
        OutputFiles files = new OutputFiles(output);
        Console console = new Console(System.err);
        OutputFolder.prepare(files);
        try {
            ArchiveManifest archive =
                    Detection.sort(settings, telemetry.paths(), files, console, start);
            Path fresh = files.work().resolve("trained");
            try (Follower follower = new Follower(files, console, archive.rows(), null)) {
                new BackfillJob(settings, archive, phases, files, parallelism).execute(fresh);
            }
            RunSummary summary = new RunSummary(files).parked();
            summary.write(archive, (System.nanoTime() - start) / 1e9, Touchline.version());
            TrainingManifest trained =
                    TrainingManifest.of(
                            settings.get(TouchlineOptions.SITE),
                            Touchline.version(),
                            archive,
                            summary.totals(),
                            fresh);
            replace(fresh, trained);
            tell(archive, trained);
        } finally {
            console.clear();
            OutputFolder.delete(files.work());
        }
        return 0;
    }

    /** What an earlier backfill left stays until there is something to take its place. */
    private void replace(Path fresh, TrainingManifest trained) throws IOException {
        OutputFolder.delete(TrainedSavepoint.in(output));
        Files.move(fresh, TrainedSavepoint.in(output));
        trained.write(output);
    }

    private void tell(ArchiveManifest archive, TrainingManifest trained) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "trained on %,d records up to %s; start from it with --from %s%n",
                archive.rows(),
                trained.cut(),
                output);
        out.flush();
    }
}

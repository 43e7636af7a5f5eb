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
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Archives in, a savepoint of trained baselines out. */
@Command(
        name = "backfill",
        mixinStandardHelpOptions = true,
        description = "Trains baselines from archives: a savepoint for detect, run and clusters.")
final class BackfillCommand implements Callable<Integer> {
    @Option(
            names = "--input",
            required = true,
            arity = "1..*",
            description = "Files or folders, read recursively; gzip is fine.")
    private List<Path> input = List.of();

    @Option(names = "--output", required = true, description = "Folder for the savepoint.")
    private Path output = Path.of("touchline-trained");

    @Option(names = "--config", description = "YAML file; see docs/options.md.")
    private @Nullable Path config;

    @Option(names = "--calendar", description = "iCalendar file with the phases of the events.")
    private @Nullable Path calendar;

    @Option(
            names = "--parallelism",
            defaultValue = "1",
            description = "Subtasks per operator, 1 to 64. The results are the same for all.")
    private int parallelism;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        long start = System.nanoTime();
        Settings settings = config == null ? Settings.defaults() : Settings.read(config);
        Inputs.requireParallelism(parallelism);
        List<SharedTable> phases = Detection.phases(settings, calendar);
        OutputFiles files = new OutputFiles(output);
        Path savepoint = TrainedSavepoint.in(output);
        Console console = new Console(System.err);
        OutputFolder.prepare(files, savepoint, TrainingManifest.in(output));
        try {
            ArchiveManifest archive = Detection.sort(settings, input, files, console, start);
            try (Follower follower = new Follower(files, console, archive.rows(), null)) {
                new BackfillJob(settings, archive, phases, files, parallelism).execute(savepoint);
            }
            RunSummary summary = new RunSummary(files).parked();
            summary.write(archive, (System.nanoTime() - start) / 1e9, Touchline.version());
            TrainingManifest trained =
                    TrainingManifest.of(
                            settings.get(TouchlineOptions.SITE),
                            Touchline.version(),
                            archive,
                            summary.totals(),
                            savepoint);
            trained.write(output);
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    Locale.ROOT,
                    "trained on %,d records up to %s; start from it with --from %s%n",
                    archive.rows(),
                    trained.cut(),
                    output);
            out.flush();
        } finally {
            console.clear();
            OutputFolder.delete(files.work());
        }
        return 0;
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.backfill.BackfillJob;
import io.touchline.jobs.backfill.TrainedSavepoint;
import io.touchline.jobs.backfill.TrainingManifest;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.local.OutputFiles;
import io.touchline.jobs.local.RunSummary;
import io.touchline.jobs.options.GeographyFiles;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import io.touchline.operators.tables.SharedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code backfill} and {@code demo} share: archives in, a savepoint to start from out. */
final class Training {
    private final Settings settings;
    private final Path output;
    private final Console console;

    Training(Settings settings, Path output, Console console) {
        this.settings = settings;
        this.output = output;
        this.console = console;
    }

    /**
     * @param calendar iCalendar file, or null for the one of the configuration, if any
     */
    TrainingManifest run(List<Path> inputs, @Nullable Path calendar, int parallelism)
            throws Exception {
        long start = System.nanoTime();
        List<SharedTable> phases = Detection.phases(settings, calendar);
        settings.checkFiles(); // a wrong one is told before anything is sorted
        GeographyFiles.warnIfNone(settings);
        OutputFiles files = new OutputFiles(output);
        OutputFolder.prepare(files);
        try {
            ArchiveManifest archive = Detection.sort(settings, inputs, files, console, start);
            Path fresh = files.work().resolve("trained");
            try (Follower follower = new Follower(files, console, archive.rows(), null)) {
                new BackfillJob(settings, archive, phases, files, parallelism).execute(fresh);
            }
            RunSummary summary = new RunSummary(files).parked();
            summary.write(archive, (System.nanoTime() - start) / 1e9, Settings.version());
            TrainingManifest trained =
                    TrainingManifest.of(
                            settings.get(TouchlineOptions.SITE),
                            Settings.version(),
                            archive,
                            summary.totals(),
                            fresh);
            replace(fresh, trained);
            return trained;
        } finally {
            console.clear();
            OutputFolder.delete(files.work());
        }
    }

    /** What an earlier backfill left stays until there is something to take its place. */
    private void replace(Path fresh, TrainingManifest trained) throws IOException {
        OutputFolder.delete(TrainedSavepoint.in(output));
        Files.move(fresh, TrainedSavepoint.in(output));
        trained.write(output);
    }
}

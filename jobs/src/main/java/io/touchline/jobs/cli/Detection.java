// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.backfill.TrainedSavepoint;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.ArchiveOptions;
import io.touchline.jobs.files.Progress;
import io.touchline.jobs.files.SortedArchive;
import io.touchline.jobs.local.LocalRun;
import io.touchline.jobs.local.OutputFiles;
import io.touchline.jobs.local.Report;
import io.touchline.jobs.local.RunSummary;
import io.touchline.jobs.options.GeographyFiles;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import io.touchline.jobs.options.VenueCalendar;
import io.touchline.operators.tables.SharedTable;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What {@code detect} and {@code demo} share: telemetry files in, everything else out. */
final class Detection {
    private final Settings settings;
    private final OutputFiles files;
    private final Console console;
    private final PrintStream out;

    Detection(Settings settings, Path output, Console console, PrintStream out) {
        this.settings = settings;
        this.files = new OutputFiles(output);
        this.console = console;
        this.out = out;
    }

    OutputFiles files() {
        return files;
    }

    /**
     * @param calendar iCalendar file, or null for the one of the configuration, if any
     * @param from what {@code backfill} wrote, or null to start without a past
     * @param report whether to write pages
     * @param announce whether to print the first line of each incident as it is known
     */
    void run(
            List<Path> inputs,
            @Nullable Path calendar,
            @Nullable Path from,
            int parallelism,
            boolean report,
            boolean announce)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<SharedTable> phases = phases(settings, calendar);
        settings.checkFiles(); // a wrong one is told before anything is sorted
        GeographyFiles.warnIfNone(settings);
        TrainedSavepoint trained =
                from == null
                        ? null
                        : TrainedSavepoint.open(from, settings.get(TouchlineOptions.SITE));
        OutputFolder.prepare(files);
        try {
            ArchiveManifest archive = sort(settings, inputs, files, console, start);
            LocalRun run = new LocalRun(settings, archive, phases, files, parallelism);
            try (Follower follower =
                    new Follower(files, console, archive.rows(), announce ? out : null)) {
                (trained == null ? run : run.from(trained.path())).execute();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            RunSummary summary =
                    trained == null
                            ? new RunSummary(files)
                            : new RunSummary(files).after(trained.manifest().books());
            summary.write(archive, seconds, Settings.version());
            if (report) {
                new Report(files.report()).write(files.incidents());
            }
        } finally {
            console.clear();
            OutputFolder.delete(files.work());
        }
    }

    /** The phases of this calendar, else of the configured one, else none. */
    static List<SharedTable> phases(Settings settings, @Nullable Path calendar) {
        Path file =
                calendar != null ? calendar : settings.path(TouchlineOptions.CALENDAR).orElse(null);
        return file == null ? VenueCalendar.empty() : VenueCalendar.read(file);
    }

    /** The sorted archive of the inputs, with its progress on the terminal. */
    static ArchiveManifest sort(
            Settings settings, List<Path> inputs, OutputFiles files, Console console, long start)
            throws IOException {
        Progress progress =
                (phase, done, total, rows) ->
                        console.progress(
                                String.format(
                                        Locale.ROOT,
                                        "sorting: %,d records, %s%s",
                                        rows,
                                        Console.rate(rows, start),
                                        Console.left(done, total, start)));
        ArchiveManifest archive =
                SortedArchive.prepare(
                        inputs,
                        files.work().resolve("archive"),
                        ArchiveOptions.from(settings.configuration()),
                        settings.declaredSources(),
                        progress);
        console.clear();
        return archive;
    }
}

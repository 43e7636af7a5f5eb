// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.backfill.TrainedSavepoint;
import io.touchline.jobs.files.InputException;
import io.touchline.jobs.kafka.LatestCheckpoint;
import io.touchline.jobs.options.GeographyFiles;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import io.touchline.jobs.options.VenueFileReader;
import io.touchline.jobs.readiness.Census;
import io.touchline.jobs.readiness.Readiness;
import io.touchline.operators.tables.SharedTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Can it judge yet, and what can it not see? */
@Command(
        name = "readiness",
        mixinStandardHelpOptions = true,
        description =
                "What is mature, which phases were never met, which sources are silent, what is"
                        + " blind.")
final class ReadinessCommand implements Callable<Integer> {
    @Option(
            names = "--input",
            arity = "1..*",
            description = "Files or folders of telemetry; learns from them first.")
    private List<Path> input = List.of();

    @Option(names = "--from", description = "What backfill learnt: the folder it wrote to.")
    private @Nullable Path from;

    @Option(
            names = "--config",
            description =
                    "YAML file; see docs/options.md. Alone: the last checkpoint of the running job"
                            + " below its kafka.checkpoints.")
    private @Nullable Path config;

    @Option(names = "--calendar", description = "iCalendar file with the phases of the events.")
    private @Nullable Path calendar;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Settings settings = config == null ? Settings.defaults() : Settings.read(config);
        settings.geography(); // a wrong file is told before anything is learnt
        List<SharedTable> phases = Detection.phases(settings, calendar);
        if (input.isEmpty()) {
            tell(
                    Census.of(from == null ? running(settings) : TrainedSavepoint.find(from)),
                    phases,
                    settings);
            return 0;
        }
        if (from != null) {
            throw new InputException(
                    "could not use --input and --from together: each says what was learnt",
                    "give one of them");
        }
        Path work = Files.createTempDirectory("touchline-readiness");
        try {
            new Training(settings, work, new Console(System.err)).run(input, calendar, 1);
            tell(Census.of(TrainedSavepoint.in(work)), phases, settings);
        } finally {
            OutputFolder.delete(work);
        }
        return 0;
    }

    private void tell(Census census, List<SharedTable> phases, Settings settings) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(new Readiness(census, phases, missing(settings)).text());
        out.flush();
    }

    /** The last checkpoint of the job beside Kafka. */
    private static Path running(Settings settings) throws IOException {
        Path folder =
                settings.path(TouchlineOptions.CHECKPOINTS)
                        .orElseThrow(
                                () ->
                                        new InputException(
                                                "could not look into a running job:"
                                                        + " kafka.checkpoints is not set",
                                                "give --input, --from, or --config with"
                                                        + " kafka.checkpoints in it"));
        return LatestCheckpoint.ofDetection(folder)
                .orElseThrow(
                        () ->
                                new InputException(
                                        "could not look into a running job: there is no checkpoint"
                                                + " of detection below "
                                                + folder,
                                        "wait for its first checkpoint, or copy kafka.checkpoints"
                                                + " here"));
    }

    private List<String> missing(Settings settings) {
        List<String> missing = new ArrayList<>();
        if (calendar == null && settings.path(TouchlineOptions.CALENDAR).isEmpty()) {
            missing.add("phases: no calendar is given, so every day is business as usual");
        }
        if (settings.geography().isEmpty()) {
            missing.add(GeographyFiles.BLIND);
        }
        if (settings.path(TouchlineOptions.VENUE_FILE).isEmpty()) {
            missing.add(VenueFileReader.ABSENT);
        }
        return missing;
    }
}

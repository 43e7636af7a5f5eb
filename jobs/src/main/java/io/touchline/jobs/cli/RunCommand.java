// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.backfill.TrainedSavepoint;
import io.touchline.jobs.files.InputException;
import io.touchline.jobs.kafka.KafkaRun;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The Kafka jobs, on an embedded cluster. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "The Kafka jobs: detection, correlation, or both in one process.")
final class RunCommand implements Callable<Integer> {
    @Parameters(paramLabel = "JOB", description = "detection, correlation or all")
    private String job = "all";

    @Option(names = "--config", required = true, description = "YAML file; see docs/options.md.")
    private Path config = Path.of("touchline.yaml");

    @Option(
            names = "--from",
            description = "Start detection from what backfill learnt; a checkpoint goes first.")
    private @Nullable Path from;

    @Override
    public Integer call() throws Exception {
        if (from != null && job.equalsIgnoreCase("correlation")) {
            throw new InputException(
                    "could not start correlation from baselines: it has none",
                    "leave --from away, or run detection or all");
        }
        Settings settings = Settings.read(config);
        if (!LogManager.getRootLogger().isInfoEnabled()) {
            // it runs for months: what somebody should look at is shown without -v too
            Configurator.setLevel("io.touchline", Level.WARN);
        }
        Path trained =
                from == null
                        ? null
                        : TrainedSavepoint.open(from, settings.get(TouchlineOptions.SITE)).path();
        switch (job.toLowerCase(Locale.ROOT)) {
            case "detection" -> KafkaRun.runDetection(settings, trained);
            case "correlation" -> KafkaRun.runCorrelation(settings);
            case "all" -> KafkaRun.runAll(settings, trained);
            default ->
                    throw new InputException(
                            "could not run " + job + ": no such job",
                            "name one of detection, correlation, all");
        }
        return 0;
    }
}

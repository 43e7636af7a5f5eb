// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.kafka.KafkaRun;
import io.touchline.jobs.options.Settings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
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

    @Override
    public Integer call() throws Exception {
        Settings settings = Settings.read(config);
        switch (job.toLowerCase(Locale.ROOT)) {
            case "detection" -> KafkaRun.runDetection(settings);
            case "correlation" -> KafkaRun.runCorrelation(settings);
            case "all" -> KafkaRun.runAll(settings);
            default ->
                    throw new InputException(
                            "could not run " + job + ": no such job",
                            "name one of detection, correlation, all");
        }
        return 0;
    }
}

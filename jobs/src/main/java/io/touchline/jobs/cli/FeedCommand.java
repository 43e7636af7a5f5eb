// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.kafka.Feed;
import io.touchline.jobs.options.Settings;
import io.touchline.simulator.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A simulated match day into the raw topics, to see the Kafka jobs work. */
@Command(
        name = "feed",
        mixinStandardHelpOptions = true,
        description = "Sends a simulated match day to the raw topics of the configuration.")
final class FeedCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, description = "YAML file; see docs/options.md.")
    private Path config = Path.of("touchline.yaml");

    @Option(
            names = "--seed",
            defaultValue = "7",
            description = "Another seed gives another day (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--speed",
            defaultValue = "0",
            description =
                    "Times faster than it happened, as 600 for ten minutes a second; 0 is as fast"
                            + " as possible (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Override
    public Integer call() throws Exception {
        if (!(speed >= 0) || Double.isInfinite(speed)) {
            throw new InputException("could not use --speed " + speed, "give 0 or more");
        }
        Settings settings = Settings.read(config);
        Path folder = Files.createTempDirectory("touchline-feed");
        try {
            Summary day = new Feed(settings, speed).send(seed, folder);
            System.out.printf(
                    Locale.ROOT, "%,d records sent. Planted: %s%n", day.total(), day.planted());
        } finally {
            delete(folder);
        }
        return 0;
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}

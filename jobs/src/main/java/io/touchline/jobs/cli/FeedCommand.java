// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.kafka.Feed;
import io.touchline.jobs.options.Settings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A simulated venue into the raw topics, to see the Kafka jobs work. */
@Command(
        name = "feed",
        mixinStandardHelpOptions = true,
        description =
                "Sends the logs of a simulated venue to the raw topics of the configuration; the"
                        + " scenario is that of the demo unless one is named.")
final class FeedCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, description = "YAML file; see docs/options.md.")
    private Path config = Path.of("touchline.yaml");

    @Mixin private ScenarioOptions what = new ScenarioOptions();

    @Option(
            names = "--speed",
            defaultValue = "0",
            description =
                    "Times faster than it was written, as 60 for a minute a second; 0 is as fast as"
                            + " possible (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Override
    public Integer call() {
        if (!(speed >= 0) || Double.isInfinite(speed)) {
            throw new InputException("could not use --speed " + speed, "give 0 or more");
        }
        Feed.Sent sent =
                new Feed(Settings.read(config), speed).send(what.simulation(DemoCommand.SCENARIO));
        System.out.printf(Locale.ROOT, "%,d records sent. Planted:%n", sent.total());
        sent.planted().forEach(System.out::println);
        return 0;
    }
}

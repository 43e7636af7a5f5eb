// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.kafka.TopicCheck;
import io.touchline.jobs.kafka.TopicCheck.Line;
import io.touchline.jobs.options.Settings;
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

/** Which topics the Kafka jobs need, which are there, and what is wrong with them. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description = "The topics that the Kafka jobs need: shows them, creates missing ones.")
final class TopicsCommand implements Callable<Integer> {
    @Option(names = "--config", required = true, description = "YAML file; see docs/options.md.")
    private Path config = Path.of("touchline.yaml");

    @Option(names = "--create", description = "Create the topics that are missing.")
    private boolean create;

    @Option(
            names = "--partitions",
            defaultValue = "12",
            description =
                    "Partitions of new topics (default ${DEFAULT-VALUE}); control, findings and"
                            + " books get one.")
    private int partitions;

    @Option(
            names = "--replication",
            defaultValue = "0",
            description = "Copies of new topics (default: what the brokers do).")
    private int replication;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (partitions < 1 || replication < 0 || replication > Short.MAX_VALUE) {
            throw new InputException(
                    "could not use --partitions " + partitions + " --replication " + replication,
                    "give 1 partition or more, and as many copies as there are brokers at most");
        }
        List<Line> lines = TopicCheck.check(Settings.read(config), create, partitions, replication);
        if (spec != null) {
            print(lines, spec.commandLine().getOut());
        }
        TopicCheck.require(lines);
        return 0;
    }

    private static void print(List<Line> lines, PrintWriter out) {
        int widest = lines.stream().mapToInt(line -> line.topic().length()).max().orElse(0);
        String form = "%-" + Math.max(5, widest) + "s  %-9s  %10s  %s%n";
        out.printf(form, "topic", "state", "partitions", "settings");
        for (Line line : lines) {
            String state = line.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            String settings = String.join(" ", line.settings());
            out.printf(
                    form,
                    line.topic(),
                    state,
                    line.partitions(),
                    line.differences().isEmpty()
                            ? settings
                            : settings + "; it has " + String.join(" ", line.differences()));
        }
        out.flush();
    }
}

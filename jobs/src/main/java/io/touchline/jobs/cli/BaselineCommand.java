// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.backfill.Patterns;
import io.touchline.jobs.backfill.TrainedSavepoint;
import io.touchline.jobs.files.InputException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is normal. */
@Command(
        name = "baseline",
        mixinStandardHelpOptions = true,
        description = "What is normal for an entity.",
        subcommands = BaselineCommand.Show.class)
final class BaselineCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        CommandLine.usage(this, System.out);
        return 0;
    }

    /** One entity in words and figures. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "The pattern of life of an entity, from a savepoint.")
    static final class Show implements Callable<Integer> {
        private static final int NAMED = 5;

        @Parameters(
                paramLabel = "ENTITY",
                description = "Entity key (device:venue:10.0.0.7), the id in it, or a host name.")
        private String entity = "";

        @Option(
                names = "--from",
                required = true,
                description =
                        "The folder that backfill wrote to, or a canonical savepoint of detection.")
        private Path from = Path.of("touchline-trained");

        @Spec private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws Exception {
            show(spec.commandLine().getOut());
            return 0;
        }

        private void show(PrintWriter out) throws Exception {
            List<Patterns.Pattern> found = Patterns.find(TrainedSavepoint.find(from), entity);
            if (found.isEmpty()) {
                throw new InputException(
                        "could not show " + entity + ": nothing in " + from + " goes by this name",
                        "give a key, an id or a host name as findings.jsonl writes it");
            }
            found.stream().limit(NAMED).forEach(pattern -> out.println(pattern.text()));
            if (found.size() > NAMED) {
                out.println("and " + (found.size() - NAMED) + " more; give a whole key");
            }
            out.flush();
        }
    }
}

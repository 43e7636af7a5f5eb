// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.files.SourceTrial;
import io.touchline.jobs.options.DeclaredSourceFile;
import io.touchline.jobs.options.Settings;
import io.touchline.operators.identity.Binding;
import io.touchline.operators.ingest.DecodeOptions;
import io.touchline.operators.logs.DeclaredSource;
import io.touchline.operators.telemetry.Texts;
import io.touchline.schemas.Interaction;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A declared source on trial: what its records would become. */
@Command(
        name = "source",
        mixinStandardHelpOptions = true,
        description = "Dry run of a declared source: five mapped records, and what was refused.")
final class SourceCommand implements Callable<Integer> {
    private static final int SHOWN = 5;
    private static final int RAW_SHOWN = 300;

    @Parameters(paramLabel = "FILE", description = "YAML file; see docs/declared-sources.md.")
    private Path file = Path.of("");

    @Option(
            names = "--input",
            required = true,
            arity = "1..*",
            description = "Files or folders, read recursively; gzip is fine.")
    private List<Path> input = List.of();

    @Option(
            names = "--config",
            description = "YAML file with the venue's networks and site; see docs/options.md.")
    private @Nullable Path config;

    @Override
    public Integer call() throws Exception {
        DeclaredSource source = DeclaredSourceFile.read(file);
        Settings settings = config == null ? Settings.defaults() : Settings.read(config);
        DecodeOptions decode = settings.detection().decode();
        SourceTrial trial =
                SourceTrial.of(source.name(), decode.withDeclared(List.of(source)), input, SHOWN);
        print(source, trial, System.out);
        if (trial.mapped() == 0) {
            throw new InputException(
                    "could not map a record to " + source.name() + ": " + why(trial),
                    "compare recognise, named, format and when with a record");
        }
        return 0;
    }

    private static void print(DeclaredSource source, SourceTrial trial, PrintStream out) {
        for (SourceTrial.Sample sample : trial.samples()) {
            out.println(Texts.escaped(sample.raw(), RAW_SHOWN));
            for (Interaction interaction : sample.event().interactions()) {
                out.println("    " + line(interaction));
            }
            for (Binding binding : sample.event().bindings()) {
                out.printf(
                        Locale.ROOT,
                        "    %s is %s until %s%n",
                        binding.address(),
                        binding.holder(),
                        binding.to() == Binding.OPEN
                                ? "identity.session-idle ends it"
                                : Instant.ofEpochMilli(binding.to()));
            }
            out.println();
        }
        out.printf(
                Locale.ROOT,
                "%,d records mapped to %s, %,d refused, %,d of other logs%n",
                trial.mapped(),
                source.name(),
                sum(trial.refused()),
                sum(trial.others()));
        trial.refused().forEach((reason, count) -> out.println("  " + count + "  " + reason));
        trial.others().forEach((log, count) -> out.println("  " + count + "  " + log));
        trial.notRead().forEach(name -> out.println("  not read: " + name));
    }

    private static String line(Interaction it) {
        return Instant.ofEpochMilli(it.when())
                + "  "
                + (it.acts() ? "" : "acted upon  ")
                + it.entity()
                + " -> "
                + it.peer()
                + "  "
                + word(it.channel())
                + " "
                + word(it.action())
                + " "
                + word(it.outcome())
                + (it.measures().isEmpty() ? "" : "  " + it.measures())
                + (it.attributes().isEmpty() ? "" : "  " + it.attributes());
    }

    private static String why(SourceTrial trial) {
        if (!trial.refused().isEmpty()) {
            return trial.refused().keySet().iterator().next();
        }
        if (!trial.others().isEmpty()) {
            return "they are records of " + trial.others().keySet().iterator().next();
        }
        return trial.notRead().isEmpty() ? "there are no records" : trial.notRead().get(0);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}

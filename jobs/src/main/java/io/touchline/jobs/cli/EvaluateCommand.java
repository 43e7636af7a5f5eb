// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.benchmark.BatadalEvaluation;
import io.touchline.jobs.benchmark.DarpaEvaluation;
import io.touchline.jobs.benchmark.NabEvaluation;
import io.touchline.jobs.evaluate.Evaluation;
import io.touchline.jobs.evaluate.MatchDayEvaluation;
import io.touchline.jobs.evaluate.Outcome;
import io.touchline.jobs.files.InputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** How well did it do: a table and, last, one line of JSON with the figures. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description =
                "Outputs of detect against what was planted, and detectors on public data; see"
                        + " docs/evaluate.md.")
final class EvaluateCommand implements Callable<Integer> {
    /** In the order in which they are listed. */
    private static final List<Evaluation> EVALUATIONS =
            List.of(
                    new MatchDayEvaluation(),
                    new NabEvaluation(),
                    new DarpaEvaluation(),
                    new BatadalEvaluation());

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which evaluation.")
    private @Nullable String name;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder with runs, searched recursively, or of a data set; may be given again.")
    private List<Path> data = List.of();

    @Option(
            names = "--output",
            paramLabel = "FILE.md",
            description = "Writes the table and the JSON to this file, too.")
    private @Nullable Path output;

    @Option(names = "--list", description = "Names the evaluations, one a line.")
    private boolean list;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        if (spec == null) {
            throw new IllegalStateException("picocli gives a command its specification");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            EVALUATIONS.forEach(it -> out.printf("%-10s%s%n", it.name(), it.says()));
            out.flush();
            return 0;
        }
        Outcome outcome = named().of(data);
        String table = outcome.table();
        String json = outcome.json();
        if (output != null) {
            write(output, table + "\n```json\n" + json + "\n```\n");
        }
        out.println(table);
        out.println(json);
        out.flush();
        return 0;
    }

    private Evaluation named() {
        return EVALUATIONS.stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InputException(
                                        name == null
                                                ? "could not evaluate: no evaluation is named"
                                                : "could not evaluate "
                                                        + name
                                                        + ": no such evaluation",
                                        "./touchline evaluate --list names them"));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new InputException(
                    "could not write " + file + ": " + e, "give a file in a folder that is there");
        }
    }
}

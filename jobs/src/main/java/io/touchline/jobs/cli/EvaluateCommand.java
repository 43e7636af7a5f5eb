// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.benchmark.BatadalEvaluation;
import io.touchline.jobs.benchmark.BeaconEvaluation;
import io.touchline.jobs.benchmark.DarpaEvaluation;
import io.touchline.jobs.benchmark.NabEvaluation;
import io.touchline.jobs.benchmark.RitaEvaluation;
import io.touchline.jobs.evaluate.BenignEvaluation;
import io.touchline.jobs.evaluate.Evaluation;
import io.touchline.jobs.evaluate.MatchDayEvaluation;
import io.touchline.jobs.evaluate.Outcome;
import io.touchline.jobs.files.InputException;
import io.touchline.jobs.options.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final List<Evaluation> ALL =
            List.of(
                    new MatchDayEvaluation(),
                    new BeaconEvaluation(),
                    new RitaEvaluation(EvaluateCommand::detect),
                    new BenignEvaluation(EvaluateCommand::detect),
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
            ALL.forEach(each -> out.printf("%-10s%s%n", each.name(), each.says()));
            out.flush();
            return 0;
        }
        Outcome outcome = named(name).of(data);
        if (output != null) {
            write(output, outcome.table() + "\n```json\n" + outcome.json() + "\n```\n");
        }
        out.println(outcome.table());
        out.println(outcome.json());
        out.flush();
        return 0;
    }

    private static Evaluation named(@Nullable String name) {
        if (name == null) {
            throw new InputException(
                    "could not evaluate: no evaluation is named",
                    "./touchline evaluate --list names them");
        }
        return ALL.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new InputException(
                                        "could not evaluate " + name + ": no such evaluation",
                                        "./touchline evaluate --list names them"));
    }

    /** As {@code detect} does; without a calendar and without a past. */
    private static void detect(List<Path> inputs, Path output, Map<String, String> options)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        options.forEach((key, value) -> words.addAll(List.of("--" + key, value)));
        new Detection(
                        Settings.parse(words.toArray(String[]::new)),
                        output,
                        new Console(System.err),
                        System.out)
                .run(inputs, null, null, 1, false, false);
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

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.evaluate.MatchDayTable;
import io.touchline.jobs.evaluate.Runs;
import io.touchline.jobs.files.InputException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds what came out against what is known to be in it. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Figures of detection: a table and, last, one line of JSON.")
final class EvaluateCommand implements Callable<Integer> {
    private static final String MATCH_DAY = "matchday";

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "One of --list.")
    private @Nullable String name;

    @Option(names = "--list", description = "Prints the names.")
    private boolean list;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Folder with runs: output of detect beside the ledger of simulate.")
    private List<Path> data = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        PrintStream out = System.out;
        if (list) {
            out.println(MATCH_DAY + "  simulated venues against their ledgers");
            return 0;
        }
        if (!MATCH_DAY.equals(name)) {
            throw new InputException(
                    name == null ? "there is no NAME" : "there is no evaluation '" + name + "'",
                    "use " + MATCH_DAY);
        }
        if (data.isEmpty()) {
            throw new InputException("there is no --data", "name a folder with runs");
        }
        MatchDayTable table = new MatchDayTable(Runs.check(data));
        out.print(table.markdown());
        out.println();
        out.println(table.json());
        return 0;
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.files.InputException;
import io.touchline.simulator.attack.Scenario;
import io.touchline.simulator.attack.ScenarioFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Many match days for {@code evaluate matchday}: {@code simulate} and {@code detect} one after the
 * other, in one process. Of each run what detect wrote and the ledger stay; a run that is there is
 * not repeated.
 *
 * <p>A scenario of more than two days is played whole, without what backfill learnt.
 */
@Command(
        name = "play",
        mixinStandardHelpOptions = true,
        description = "Plays scenarios over seeds: simulate, detect, keep what evaluate needs.")
final class PlayCommand implements Callable<Integer> {
    /** The day before the event and the event itself; what was before is in the savepoint. */
    private static final int REPLAYED = 2;

    private static final Pattern SEEDS = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "May be given again; without it every scenario of simulate --list.")
    private List<String> scenarios = new ArrayList<>();

    @Option(
            names = "--seeds",
            defaultValue = "1",
            description = "One, or first-last (default: ${DEFAULT-VALUE}).")
    private String seeds = "1";

    @Option(
            names = "--size",
            defaultValue = "small",
            description = "small, arena or stadium (default: ${DEFAULT-VALUE}).")
    private String size = "small";

    @Option(
            names = "--from",
            description = "What backfill learnt from the days before the last two.")
    private @Nullable Path from;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description =
                    "Into a copy of recorded Zeek logs instead; what does not fit is passed over.")
    private @Nullable Path into;

    @Option(names = "--output", required = true, description = "Folder; one folder in it per run.")
    private Path output = Path.of("runs");

    @Override
    public Integer call() throws Exception {
        if ((from == null) == (into == null)) {
            throw new InputException(
                    "could not tell what to play into", "give either --from or --into");
        }
        Matcher range = SEEDS.matcher(seeds);
        if (!range.matches()) {
            throw new InputException(
                    "could not read the seeds '" + seeds + "'", "write one, or 1-20");
        }
        long first = Long.parseLong(range.group(1));
        long last = range.group(2) == null ? first : Long.parseLong(range.group(2));
        if (last < first) {
            throw new InputException(
                    "the seeds " + seeds + " run backwards", "write the smaller one first");
        }
        List<Scenario> all =
                scenarios.isEmpty()
                        ? ScenarioFiles.shipped()
                        : scenarios.stream().map(ScenarioFiles::named).toList();
        for (long seed = first; seed <= last; seed++) {
            for (Scenario scenario : all) {
                int exit = play(scenario, seed, System.out);
                if (exit != 0) {
                    return exit;
                }
            }
        }
        return 0;
    }

    private int play(Scenario scenario, long seed, PrintStream out) throws IOException {
        String where = into == null ? size : String.valueOf(into.getFileName());
        Path run = output.resolve(scenario.name() + "-" + where + "-" + seed);
        Path ledger = run.resolve("ledger.jsonl");
        if (Files.exists(ledger)) {
            return 0;
        }
        Path telemetry = run.resolve("telemetry");
        OutputFolder.delete(telemetry); // of a run that broke off
        int exit = touchline(simulate(scenario, seed, telemetry));
        if (into != null && exit == Touchline.WRONG_INPUT) {
            return 0; // nothing of it fits the recording, as was just said
        }
        if (exit == 0) {
            exit = touchline(detect(scenario, telemetry, run));
        }
        if (exit == 0) {
            Files.move(telemetry.resolve("ledger.jsonl"), ledger);
            OutputFolder.delete(telemetry);
            out.printf(Locale.ROOT, "%s%n", run);
        }
        return exit;
    }

    private List<String> simulate(Scenario scenario, long seed, Path telemetry) {
        List<String> words = new ArrayList<>(List.of("simulate", "--scenario", scenario.name()));
        words.addAll(List.of("--seed", String.valueOf(seed), "--output", telemetry.toString()));
        if (into == null) {
            words.addAll(List.of("--size", size, "--days", String.valueOf(days(scenario))));
        } else {
            words.addAll(List.of("--into", into.toString()));
        }
        return words;
    }

    private List<String> detect(Scenario scenario, Path telemetry, Path run) {
        List<String> words = new ArrayList<>(List.of("detect", "--input", telemetry.toString()));
        words.addAll(List.of("--output", run.toString()));
        if (into == null) {
            words.addAll(List.of("--calendar", telemetry.resolve("calendar.ics").toString()));
        }
        if (into == null && days(scenario) <= REPLAYED) {
            words.addAll(List.of("--from", String.valueOf(from)));
        }
        return words;
    }

    private static int days(Scenario scenario) {
        return scenario.days().orElse(REPLAYED);
    }

    private static int touchline(List<String> words) {
        return Touchline.commandLine().execute(words.toArray(String[]::new));
    }
}

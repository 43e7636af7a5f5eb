// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import io.touchline.benchmarks.Topics.Filled;
import io.touchline.benchmarks.Trial.Outcome;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the variants in turn, round by round, and prints them side by side. */
@Command(
        name = "throughput",
        mixinStandardHelpOptions = true,
        description = "Processor time per record: pass-through, a plain keyed job, detection.")
final class Throughput implements Callable<Integer> {
    private static final List<String> SMALL = List.of("-Xms512m", "-Xmx512m", "-XX:+UseParallelGC");
    private static final int SMOKE_KEYS = 200;
    private static final int SMOKE_RECORDS = 4_000;
    private static final long SEED = 20_250_517;

    @Option(names = "--keys", split = ",", description = "Devices, each a scenario of its own.")
    private List<Integer> keys = List.of(50_000, 1_000_000);

    @Option(
            names = "--rates",
            split = ",",
            description = "Rows per second of write time; decides how many rows make a bundle.")
    private List<Integer> rates = List.of(10_000);

    @Option(names = "--events", description = "Records in a window (default: ${DEFAULT-VALUE}).")
    private int events = 400_000;

    @Option(names = "--warm-up", description = "Records before it, beyond one per device.")
    private int warmUp = 400_000;

    @Option(names = "--rounds", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds = 2;

    @Option(names = "--seconds", description = "A window takes at least this long.")
    private int seconds = 8;

    @Option(names = "--parallelism", description = "Subtasks (default: ${DEFAULT-VALUE}).")
    private int parallelism = 1;

    @Option(
            names = "--variants",
            split = ",",
            description = "Of ${COMPLETION-CANDIDATES}; as pass-through,plain,detection.")
    private List<Variant> variants = Variant.COMPARED;

    @Option(names = "--flags", split = " ", description = "More flags for the measured JVM.")
    private List<String> flags = List.of();

    @Option(names = "--smoke", description = "Few records, once: whether it works, no figures.")
    private boolean smoke;

    @Spec private @Nullable CommandSpec spec;

    private final List<Outcome> outcomes = new ArrayList<>();
    private String bootstrap = "";

    @Override
    public Integer call() throws IOException {
        if (smoke) {
            keys = List.of(SMOKE_KEYS);
            rates = List.of(1_000);
            rounds = 1;
        }
        PrintWriter out =
                spec == null ? new PrintWriter(System.out, true) : spec.commandLine().getOut();
        Path work = Files.createTempDirectory("touchline-benchmark");
        List<Comparison> comparisons = new ArrayList<>();
        try (Forked broker = Forked.start(BrokerMain.class, SMALL, List.of());
                Topics topics = new Topics(bootstrap = broker.await(BrokerMain.BOOTSTRAP))) {
            for (int devices : keys) {
                for (int rate : rates) {
                    Comparison comparison = compare(topics, devices, rate, work, out);
                    comparison.print(out);
                    comparisons.add(comparison);
                }
            }
        } finally {
            delete(work);
        }
        out.println(Trial.write(comparisons.stream().flatMap(c -> c.rows().stream()).toList()));
        out.flush();
        return 0;
    }

    /** What every trial came to, in the order in which they ran. */
    List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    private Comparison compare(Topics topics, int devices, int rate, Path work, PrintWriter out)
            throws IOException {
        long rows = smoke ? SMOKE_RECORDS : before(devices) + 2L * events;
        String topic = "raw-" + devices + "-" + rate;
        Filled filled = topics.fill(topic, parallelism, new Telemetry(devices, rate, SEED), rows);
        Comparison comparison = new Comparison(devices, rate, filled);
        for (int round = 1; round <= rounds; round++) {
            for (Variant variant : variants) {
                Trial trial = trial(variant, filled, devices, round, work);
                topics.create(trial.output(), parallelism);
                Outcome outcome = run(trial);
                comparison.add(outcome);
                outcomes.add(outcome);
                out.printf(Locale.ROOT, "%s: %,.0f ns%n", trial.name(), outcome.perEvent());
                out.flush();
                topics.delete(trial.output());
                delete(work.resolve(trial.name()));
            }
        }
        topics.delete(topic);
        return comparison;
    }

    /** Every device once, and some more, so that code is compiled and state is on disk. */
    private long before(int devices) {
        return smoke ? SMOKE_RECORDS / 2 : devices + (long) warmUp;
    }

    private Trial trial(Variant variant, Filled filled, int devices, int round, Path work) {
        String name = filled.topic() + "-" + round + "-" + variant.label();
        return new Trial(
                variant,
                bootstrap,
                filled.topic(),
                name,
                name,
                filled.records(),
                before(devices),
                smoke ? 0 : events,
                variant == Variant.PASS_THROUGH ? filled.records() : filled.interactions(),
                smoke ? 0 : seconds,
                parallelism,
                work.resolve(name).toString());
    }

    private Outcome run(Trial trial) throws IOException {
        List<String> all = new ArrayList<>(smoke ? SMALL : Forked.MEASURED);
        all.addAll(flags);
        try (Forked child = Forked.start(TrialMain.class, all, List.of(Trial.write(trial)))) {
            return Trial.read(child.await(TrialMain.OUTCOME), Outcome.class);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

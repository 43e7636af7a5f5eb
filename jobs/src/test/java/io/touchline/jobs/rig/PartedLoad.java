// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.rig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.touchline.testkit.load.Expected;
import io.touchline.testkit.load.LoadFolder;
import io.touchline.testkit.load.LoadLedger;
import io.touchline.testkit.load.LoadPlan;
import io.touchline.testkit.load.LoadTopics;
import io.touchline.testkit.rig.Await;
import io.touchline.testkit.rig.JavaProcess;
import io.touchline.testkit.rig.Rig;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A load that is sent in equal parts, a fault within each, so that records flow when it begins on a
 * machine of any speed; behind a long one they are a backlog. Every tenth record is sent twice.
 */
final class PartedLoad {
    private static final long SEED = 7;
    private static final int BEFORE_FAULT = 500;
    private static final Duration FLOWS = Duration.ofSeconds(120);
    private static final long PART_SECONDS = 900;

    private final LoadFolder folder;
    private final int rows;
    private final int parts;
    private final int rate;

    private PartedLoad(LoadFolder folder, int rows, int parts, int rate) {
        this.folder = folder;
        this.rows = rows;
        this.parts = parts;
        this.rate = rate;
    }

    /**
     * Writes the load and what must come of it: both jobs over its records as files, in this
     * process, without a fault.
     *
     * @param rate records per second
     */
    static PartedLoad write(RigRun run, int events, int parts, int rate) throws Exception {
        LoadFolder folder = new LoadFolder(run.folder().resolve("load"));
        LoadLedger ledger = LoadPlan.write(SEED, events, folder);
        Oracle.write(folder, "arena");
        // a reference that found nothing would be met by jobs that find nothing
        assertThat(Expected.read(folder).incidents())
                .hasSizeGreaterThanOrEqualTo(ledger.planted().size());
        run.note("seed", SEED);
        run.note("rows", ledger.rows());
        run.note("rows_per_second", rate);
        return new PartedLoad(folder, ledger.rows(), parts, rate);
    }

    interface Fault {
        /** Does harm and returns when it is over. */
        void during(Rig rig) throws Exception;
    }

    /**
     * Sends a part; the fault begins when its records have begun to flow.
     *
     * @param more arguments of the generator
     */
    void send(Rig rig, int part, Fault fault, String... more) throws Exception {
        int from = (int) ((long) rows * part / parts);
        int to = (int) ((long) rows * (part + 1) / parts);
        long before = rig.broker().records(LoadTopics.ZEEK);
        try (JavaProcess generator = start(rig, from, to, part == parts - 1, more)) {
            Await.until(
                    "records flow",
                    FLOWS,
                    () -> rig.broker().records(LoadTopics.ZEEK) > before + BEFORE_FAULT);
            assertThat(generator.alive()).as("records flow when the fault begins").isTrue();
            fault.during(rig);
            assertThat(generator.awaitExit(PART_SECONDS)).as(generator.output()).isZero();
        }
    }

    /** Fails unless the topics hold what must come of the load, all of it and nothing else. */
    void verify(Rig rig, RigRun run) throws IOException {
        JsonNode report = rig.check(folder.folder());
        run.note("checked", report.path("figures"));
        run.note("peak_megabytes", rig.peakMegabytes());
        assertThat(report.path("violations")).as(report.toPrettyString()).isEmpty();
        assertThat(report.path("verdict").asText()).as(report.toPrettyString()).isEqualTo("ok");
    }

    /**
     * Sends a record to every partition that becomes a dead letter and moves no time, and returns
     * when all of them were read.
     *
     * @param partitions how many there are
     * @param more arguments of the generator
     */
    void awaitRead(Rig rig, int partitions, String... more) throws Exception {
        long before = rig.broker().records(LoadTopics.DEAD_LETTERS);
        List<String> arguments = new ArrayList<>(List.of("--from", "0", "--to", "0"));
        arguments.add("--first-tick");
        arguments.addAll(List.of(more));
        try (JavaProcess generator =
                rig.load(folder.folder(), rate, arguments.toArray(String[]::new))) {
            assertThat(generator.awaitExit(PART_SECONDS)).as(generator.output()).isZero();
        }
        Await.until(
                "every partition is read",
                FLOWS,
                () -> rig.broker().records(LoadTopics.DEAD_LETTERS) == before + partitions);
    }

    private JavaProcess start(Rig rig, int from, int to, boolean last, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--from", "" + from, "--to", "" + to));
        arguments.addAll(List.of("--duplicate-every", "10"));
        if (last) {
            arguments.add("--final-tick");
        }
        arguments.addAll(List.of(more));
        return rig.load(folder.folder(), rate, arguments.toArray(String[]::new));
    }
}

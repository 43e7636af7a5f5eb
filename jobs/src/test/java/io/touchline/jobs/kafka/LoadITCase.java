// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.jobs.options.Settings;
import io.touchline.jobs.rig.Oracle;
import io.touchline.testkit.KraftBroker;
import io.touchline.testkit.load.Checker;
import io.touchline.testkit.load.Expected;
import io.touchline.testkit.load.Generator;
import io.touchline.testkit.load.LoadFolder;
import io.touchline.testkit.load.LoadLedger;
import io.touchline.testkit.load.LoadPlan;
import io.touchline.testkit.load.LoadTopics;
import io.touchline.testkit.load.Sent;
import io.touchline.testkit.load.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The load of the process rig, its generator and its checker, over a real broker and both jobs in
 * this process: what is expected comes from files, what is judged from topics. Repeats (R9) and
 * poison (R20) lie between the honest records.
 */
@Timeout(240)
class LoadITCase {
    private static final int EVENTS = 4_000;
    private static final int POISON = 2_000;

    @TempDir Path folder;

    @Test
    void repeatsAndPoisonChangeNoFindingAndNoIncidentAndTheBooksBalance() throws Exception {
        LoadFolder load = new LoadFolder(folder.resolve("load"));
        LoadLedger ledger = LoadPlan.write(7, EVENTS, load);
        Oracle.write(load, "arena");
        Expected expected = Expected.read(load);
        assertThat(expected.incidents()).hasSizeGreaterThanOrEqualTo(ledger.planted().size());

        try (KraftBroker broker = KraftBroker.start()) {
            LoadTopics.create(broker.bootstrap(), 1);
            Settings settings = settings(broker.bootstrap());
            JobClient correlation = KafkaRun.correlation(settings).executeAsync();
            JobClient detection = KafkaRun.detection(settings).executeAsync();
            Verdict verdict;
            Sent sent;
            try (Generator generator = new Generator(broker.bootstrap())) {
                Generator.Order order =
                        new Generator.Order(
                                0, 0, Integer.MAX_VALUE, 10, POISON, Map.of(), false, true);
                sent = generator.send(load, order);
                Checker checker = new Checker(broker.bootstrap(), load, "touchline");
                verdict = checker.check(Duration.ofSeconds(120));
            } finally {
                stop(detection);
                stop(correlation);
            }

            assertThat(verdict.violations()).isEmpty();
            assertThat(verdict.outcome()).isEqualTo(Verdict.Outcome.OK);
            assertThat(sent.poison()).isEqualTo(POISON);
            assertThat(sent.repeats().values().stream().mapToLong(Long::longValue).sum())
                    .isGreaterThanOrEqualTo(ledger.rows() / 10);
            assertThat(verdict.figures()).containsEntry("records_read", sent.all());
            assertThat(load.report()).isNotEmptyFile();
        }
    }

    private static void stop(JobClient job) throws Exception {
        RunningJob.cancel(job);
        try {
            job.getJobExecutionResult().get();
        } catch (ExecutionException e) {
            assertThat(e).hasMessageContaining("cancel"); // a job that failed says another thing
        }
    }

    private Settings settings(String bootstrap) throws Exception {
        List<String> lines =
                List.of(
                        "venue: {site: arena}",
                        "kafka:",
                        "  bootstrap: \"" + bootstrap + "\"",
                        "  raw-topics: [" + String.join(", ", LoadTopics.raw().keySet()) + "]",
                        "  watermark-step: 60 s", // days in seconds
                        "  checkpoint-interval: 1 s",
                        "  checkpoints: checkpoints");
        return Settings.read(Files.write(folder.resolve("touchline.yaml"), lines));
    }
}

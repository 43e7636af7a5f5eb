// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.local.JobFailedException;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./touchline run}: the jobs beside a Kafka bus on an embedded cluster.
 *
 * <p>A job goes on from the last checkpoint below {@code kafka.checkpoints} where that is a folder;
 * before there is one, detection starts from trained baselines if it is given some. All methods
 * block until a job ends, which it does only by failing or by being stopped.
 */
public final class KafkaRun {
    private KafkaRun() {}

    /**
     * @param trained savepoint of trained baselines, or null
     * @throws InputException when Kafka does not answer or topics are missing
     * @throws JobFailedException when the job failed
     */
    public static void runDetection(Settings settings, @Nullable Path trained)
            throws InterruptedException {
        run(Map.of(KafkaJobs.DETECTION, detection(settings, trained)));
    }

    /**
     * @throws InputException when Kafka does not answer or topics are missing
     * @throws JobFailedException when the job failed
     */
    public static void runCorrelation(Settings settings) throws InterruptedException {
        run(Map.of(KafkaJobs.CORRELATION, correlation(settings)));
    }

    /**
     * Both in one process, with the findings topic between them. When one ends the other is
     * cancelled.
     *
     * @param trained savepoint of trained baselines, or null
     * @throws InputException when Kafka does not answer or topics are missing
     * @throws JobFailedException when one of them failed
     */
    public static void runAll(Settings settings, @Nullable Path trained)
            throws InterruptedException {
        run(
                Map.of(
                        KafkaJobs.DETECTION,
                        detection(settings, trained),
                        KafkaJobs.CORRELATION,
                        correlation(settings)));
    }

    static StreamExecutionEnvironment detection(Settings settings) {
        return detection(settings, null);
    }

    static StreamExecutionEnvironment detection(Settings settings, @Nullable Path trained) {
        Configuration options = KafkaJobs.configureDetection(settings);
        options.setString("taskmanager.memory.managed.size", "512m");
        if (trained != null) {
            options.setString("execution.state-recovery.path", trained.toUri().toString());
            options.setString("execution.state-recovery.claim-mode", "NO_CLAIM");
        }
        return KafkaJobs.detection(settings, embedded(options, settings, KafkaJobs.DETECTION));
    }

    static StreamExecutionEnvironment correlation(Settings settings) {
        Configuration options = KafkaJobs.configureCorrelation(settings);
        return KafkaJobs.correlation(settings, embedded(options, settings, KafkaJobs.CORRELATION));
    }

    /** What a cluster would say: where the checkpoints are, and which of them to go on from. */
    private static Configuration embedded(Configuration options, Settings settings, String job) {
        options.setString("taskmanager.memory.network.min", "128m");
        options.setString("taskmanager.memory.network.max", "128m");
        try {
            String text = settings.getOptional(TouchlineOptions.CHECKPOINTS).orElse("");
            if (text.isEmpty()) {
                // in memory a checkpoint may hold 5 MB: a folder that nobody looks for is the same
                Path lost = Files.createTempDirectory("touchline-" + job);
                options.setString("execution.checkpointing.storage", "filesystem");
                options.setString("execution.checkpointing.dir", lost.toUri().toString());
            } else if (!text.contains("://")) {
                Path folder = settings.path(TouchlineOptions.CHECKPOINTS).orElseThrow();
                LatestCheckpoint.below(folder.resolve(job))
                        .ifPresent(
                                checkpoint -> {
                                    options.setString(
                                            "execution.state-recovery.path",
                                            checkpoint.toAbsolutePath().toUri().toString());
                                    options.setString(
                                            "execution.state-recovery.claim-mode", "CLAIM");
                                });
            }
        } catch (IOException e) {
            throw new InputException(
                    "could not use the folder of checkpoints: " + e.getMessage(),
                    "give kafka.checkpoints a folder that can be read and written");
        }
        return options;
    }

    /** Until the first of them ends; then none is left. */
    private static void run(Map<String, StreamExecutionEnvironment> jobs)
            throws InterruptedException {
        List<JobClient> running = new ArrayList<>();
        try {
            for (Map.Entry<String, StreamExecutionEnvironment> job : jobs.entrySet()) {
                running.add(job.getValue().executeAsync("touchline-" + job.getKey()));
            }
            CompletableFuture.anyOf(
                            running.stream()
                                    .map(JobClient::getJobExecutionResult)
                                    .toArray(CompletableFuture<?>[]::new))
                    .get();
        } catch (InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new JobFailedException(e);
        } finally {
            running.forEach(JobClient::cancel);
        }
    }
}

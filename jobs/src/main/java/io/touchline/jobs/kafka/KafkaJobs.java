// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.jobs.CorrelationJob;
import io.touchline.jobs.DetectionJob;
import io.touchline.jobs.DetectionOptions;
import io.touchline.jobs.files.InputException;
import io.touchline.jobs.local.JobFailedException;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.lineage.LineageOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Starts the jobs beside a Kafka bus: on an embedded cluster from the command line, on the cluster
 * that runs this main otherwise.
 *
 * <p>A job goes on from the last checkpoint below {@code kafka.checkpoints} where that is a folder;
 * elsewhere the cluster says from where. All methods block until a job ends, which it does only by
 * failing or by being stopped.
 */
public final class KafkaJobs {
    private static final String DETECTION = "detection";
    private static final String CORRELATION = "correlation";

    private KafkaJobs() {}

    /**
     * @throws InputException when Kafka does not answer or topics are missing
     * @throws JobFailedException when the job failed
     */
    public static void runDetection(Settings settings) throws InterruptedException {
        run(Map.of(DETECTION, detection(settings)));
    }

    /**
     * @throws InputException when Kafka does not answer or topics are missing
     * @throws JobFailedException when the job failed
     */
    public static void runCorrelation(Settings settings) throws InterruptedException {
        run(Map.of(CORRELATION, correlation(settings)));
    }

    /**
     * Both in one process, with the findings topic between them. When one ends the other is
     * cancelled.
     *
     * @throws InputException when Kafka does not answer or topics are missing
     * @throws JobFailedException when one of them failed
     */
    public static void runAll(Settings settings) throws InterruptedException {
        run(Map.of(DETECTION, detection(settings), CORRELATION, correlation(settings)));
    }

    /** What detection runs with: large keyed state, on disk. */
    public static Configuration configureDetection(Settings settings) {
        Configuration options = common(settings, DETECTION);
        options.setString("state.backend.type", "rocksdb");
        options.setString("execution.checkpointing.incremental", "true");
        options.setString("taskmanager.memory.managed.size", "512m");
        return options;
    }

    /**
     * What correlation runs with: CEP on heap state, for on disk it costs 13 to 18 times as much.
     */
    public static Configuration configureCorrelation(Settings settings) {
        Configuration options = common(settings, CORRELATION);
        options.setString("state.backend.type", "hashmap");
        return options;
    }

    /** Detection, defined and ready to execute. */
    static StreamExecutionEnvironment detection(Settings settings) {
        Map<String, Integer> topics =
                KafkaTopics.partitions(settings, KafkaEnds.detectionTopics(settings));
        int partitions = topics.getOrDefault(settings.get(TouchlineOptions.FINDINGS_TOPIC), 0);
        StreamExecutionEnvironment env =
                environment(configureDetection(settings), settings, DETECTION);
        // a reader without a partition holds up the others until it is idle; each topic is dealt
        // out in turn, so with no more readers than the widest topic has partitions all get one
        int widest =
                settings.get(TouchlineOptions.RAW_TOPICS).stream()
                        .mapToInt(topic -> topics.getOrDefault(topic, 0))
                        .max()
                        .orElse(1);
        SingleOutputStreamOperator<Frame> frames =
                KafkaEnds.frames(env, settings)
                        .setParallelism(Math.min(env.getParallelism(), Math.max(1, widest)));
        DetectionJob.Outputs out =
                DetectionJob.define(
                        new DetectionJob.Inputs(frames, KafkaEnds.control(env, settings)),
                        options(settings, partitions));
        KafkaEnds.attach(out, settings, partitions);
        return env;
    }

    /** Correlation, defined and ready to execute. */
    static StreamExecutionEnvironment correlation(Settings settings) {
        KafkaTopics.partitions(settings, KafkaEnds.correlationTopics(settings));
        StreamExecutionEnvironment env =
                environment(configureCorrelation(settings), settings, CORRELATION);
        CorrelationJob.Outputs out =
                CorrelationJob.define(
                        new CorrelationJob.Inputs(KafkaEnds.findingsSource(env, settings)),
                        LineageOptions.defaults());
        KafkaEnds.attach(out, settings);
        return env;
    }

    private static DetectionOptions options(Settings settings, int partitions) {
        DetectionOptions file = settings.detection();
        return new DetectionOptions(
                file.decode(), file.identity(), file.order(), file.baseline(), partitions);
    }

    private static Configuration common(Settings settings, String job) {
        Configuration options = new Configuration();
        options.setString("pipeline.auto-generate-uids", "false");
        options.setString("pipeline.generic-types", "false");
        options.setString("pipeline.max-parallelism", "720");
        options.setString("execution.runtime-mode", "STREAMING");
        long interval = settings.get(TouchlineOptions.CHECKPOINT_INTERVAL).toMillis();
        options.setString("execution.checkpointing.interval", interval + " ms");
        options.setString("execution.checkpointing.min-pause", interval / 2 + " ms");
        options.setString("execution.checkpointing.mode", "EXACTLY_ONCE");
        options.setString("execution.checkpointing.tolerable-failed-checkpoints", "3");
        options.setString(
                "execution.checkpointing.externalized-checkpoint-retention",
                "RETAIN_ON_CANCELLATION");
        settings.getOptional(TouchlineOptions.CHECKPOINTS)
                .ifPresent(
                        text -> {
                            options.setString("execution.checkpointing.storage", "filesystem");
                            options.setString(
                                    "execution.checkpointing.dir", folder(settings, text, job));
                        });
        // read by the embedded cluster alone
        options.setString("taskmanager.memory.network.min", "128m");
        options.setString("taskmanager.memory.network.max", "128m");
        return options;
    }

    private static String folder(Settings settings, String text, String job) {
        return text.contains("://")
                ? text + '/' + job
                : settings.path(TouchlineOptions.CHECKPOINTS)
                        .orElseThrow()
                        .resolve(job)
                        .toAbsolutePath()
                        .toUri()
                        .toString();
    }

    private static StreamExecutionEnvironment environment(
            Configuration options, Settings settings, String job) {
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
        return StreamExecutionEnvironment.getExecutionEnvironment(options);
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

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import io.touchline.jobs.CorrelationJob;
import io.touchline.jobs.DetectionJob;
import io.touchline.jobs.DetectionOptions;
import io.touchline.jobs.files.InputException;
import io.touchline.jobs.local.JobFailedException;
import io.touchline.jobs.options.GeographyFiles;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.lineage.LineageOptions;
import io.touchline.schemas.avro.FindingMessage;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The jobs beside a Kafka bus, on the cluster that runs their main method. The cluster says where
 * checkpoints go and from which one a job goes on; {@link KafkaRun} says it for the command line.
 */
public final class KafkaJobs {
    static final String DETECTION = "detection";
    static final String CORRELATION = "correlation";

    private KafkaJobs() {}

    /**
     * Submits detection to the cluster; returns when the job ends.
     *
     * @throws InputException when Kafka does not answer or topics are missing
     * @throws JobFailedException when the job failed
     */
    public static void executeDetection(Settings settings) {
        execute(detection(settings, configureDetection(settings)), DETECTION);
    }

    /**
     * Submits correlation to the cluster; returns when the job ends.
     *
     * @throws InputException when Kafka does not answer or topics are missing
     * @throws JobFailedException when the job failed
     */
    public static void executeCorrelation(Settings settings) {
        execute(correlation(settings, configureCorrelation(settings)), CORRELATION);
    }

    /** What detection runs with: large keyed state, on disk. */
    public static Configuration configureDetection(Settings settings) {
        Configuration options = common(settings, DETECTION);
        options.setString("state.backend.type", "rocksdb");
        options.setString("execution.checkpointing.incremental", "true");
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
    static StreamExecutionEnvironment detection(Settings settings, Configuration options) {
        Preflight topics = Preflight.detection(settings);
        int partitions = topics.partitions(settings.get(TouchlineOptions.FINDINGS_TOPIC));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(options);
        // a reader without a partition holds up the others until it is idle; each topic is dealt
        // out in turn, so with no more readers than the widest topic has partitions all get one
        SingleOutputStreamOperator<Frame> frames =
                KafkaEnds.frames(env, settings, topics.appendTimeTopics())
                        .setParallelism(Math.min(env.getParallelism(), topics.widest()));
        DetectionJob.Outputs out =
                DetectionJob.define(
                        new DetectionJob.Inputs(
                                frames,
                                KafkaEnds.control(env, settings),
                                VenueEnds.venue(env, settings),
                                false),
                        rooms(settings, partitions));
        KafkaEnds.attach(out, settings, partitions);
        return env;
    }

    /** Correlation, defined and ready to execute. */
    static StreamExecutionEnvironment correlation(Settings settings, Configuration options) {
        Preflight.correlation(settings);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(options);
        DataStream<FindingMessage> findings = KafkaEnds.findingsSource(env, settings);
        CorrelationJob.Outputs out =
                CorrelationJob.define(
                        new CorrelationJob.Inputs(findings), LineageOptions.defaults());
        KafkaEnds.attach(out, findings, settings);
        return env;
    }

    private static DetectionOptions rooms(Settings settings, int partitions) {
        GeographyFiles.warnIfNone(settings);
        DetectionOptions file = settings.detection();
        return new DetectionOptions(
                file.decode(),
                file.identity(),
                file.order(),
                file.baseline(),
                file.venue(),
                partitions);
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

    private static void execute(StreamExecutionEnvironment env, String job) {
        try {
            env.execute("touchline-" + job);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new JobFailedException(e);
        }
    }
}

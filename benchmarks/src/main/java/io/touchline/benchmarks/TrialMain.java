// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.benchmarks;

import io.touchline.benchmarks.Trial.Checkpoints;
import io.touchline.benchmarks.Trial.Outcome;
import io.touchline.jobs.kafka.KafkaJobs;
import io.touchline.jobs.options.Settings;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** Makes one trial: the job on an embedded cluster, under the configuration of production. */
final class TrialMain {
    static final String OUTCOME = "outcome ";

    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Trial trial;
    private final CompletableFuture<JobExecutionResult> result;
    private long lastCheckpoint;
    private long checkpoints;
    private long slowestMillis;

    private TrialMain(Trial trial, JobClient job) {
        this.trial = trial;
        this.result = job.getJobExecutionResult();
    }

    /**
     * Prints what it came to.
     *
     * @param args the trial as JSON
     */
    public static void main(String[] args) throws Exception {
        Configurator.setRootLevel(Level.ERROR);
        Forked.endWithParent();
        Trial trial = Trial.read(args[0], Trial.class);
        Settings settings = settings(trial);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(
                        trial.parallelism(), configuration(trial, settings));
        trial.variant().define(env, settings);
        Outcome outcome = new TrialMain(trial, env.executeAsync(trial.name())).run();
        System.out.println(OUTCOME + Trial.write(outcome));
        System.out.flush();
        Runtime.getRuntime().halt(0); // an orderly end of the cluster takes seconds
    }

    private static Settings settings(Trial trial) {
        return Settings.parse(
                new String[] {
                    "--kafka.bootstrap", trial.bootstrap(),
                    "--kafka.raw-topics", trial.topic(),
                    "--kafka.findings-topic", trial.output(),
                    "--kafka.books-topic", trial.output(),
                    "--kafka.dead-letters-topic", trial.output(),
                    "--kafka.group", trial.name(),
                    "--kafka.checkpoints", Path.of(trial.folder(), "checkpoints").toString()
                });
    }

    private static Configuration configuration(Trial trial, Settings settings) {
        Configuration options = KafkaJobs.configureDetection(settings);
        options.setString(
                "state.backend.rocksdb.localdir", Path.of(trial.folder(), "db").toString());
        options.setString("taskmanager.memory.managed.size", "512m");
        options.setString("taskmanager.memory.network.min", "128m");
        options.setString("taskmanager.memory.network.max", "128m");
        options.setString("restart-strategy.type", "none");
        options.setString("rest.port", "0");
        options.setString("rest.bind-port", "0");
        options.setString("metrics.reporters", "meters");
        options.setString("metrics.reporter.meters.factory.class", MetersFactory.class.getName());
        return options;
    }

    private Outcome run() throws Exception {
        Variant variant = trial.variant();
        long start = System.nanoTime();
        awaitRecords(trial.warmUp(), trial.records() / 2, start);
        forgetCheckpoints();
        ProcessorTime before = ProcessorTime.now();
        long wallBefore = System.nanoTime();
        long consumedBefore = variant.consumed();
        long askedBefore = asked();
        awaitRecords(
                trial.window() == 0 ? trial.records() : trial.warmUp() + trial.window(),
                trial.records(),
                wallBefore);
        long events = variant.consumed() - consumedBefore;
        long asked = asked() - askedBefore;
        long wall = System.nanoTime() - wallBefore;
        ProcessorTime used = ProcessorTime.now().since(before);
        if (trial.window() == 0) {
            awaitReached();
        }
        return new Outcome(
                variant,
                variant.consumed(),
                variant.reached(),
                events,
                asked,
                used.nanos(),
                wall,
                used.byThread(),
                ProcessorTime.peakResidentBytes(),
                new Checkpoints(
                        checkpoints,
                        Meters.gauge("lastCheckpointFullSize"),
                        Meters.gauge("lastCheckpointSize"),
                        slowestMillis));
    }

    private static long asked() {
        return Meters.count("prevalence", "numRecordsIn");
    }

    /** Until {@code enough} are read and the time is up, or {@code all} are read. */
    private void awaitRecords(long enough, long all, long since) throws Exception {
        long least = TimeUnit.SECONDS.toNanos(trial.seconds());
        long consumed = trial.variant().consumed();
        while (consumed < all && (consumed < enough || System.nanoTime() - since < least)) {
            pause(since);
            consumed = trial.variant().consumed();
        }
    }

    private void awaitReached() throws Exception {
        long start = System.nanoTime();
        while (trial.variant().reached() < trial.reach()) {
            pause(start);
        }
    }

    private void pause(long since) throws Exception {
        if (System.nanoTime() - since > PATIENCE_NANOS) {
            throw new IllegalStateException(
                    "could not finish " + trial.name() + ": read " + trial.variant().consumed());
        }
        if (result.isDone()) {
            result.get(); // a job that never ends by itself has failed: tells why
        }
        noteCheckpoint();
        LockSupport.parkNanos(POLL_NANOS);
    }

    private void forgetCheckpoints() {
        noteCheckpoint();
        checkpoints = 0;
        slowestMillis = 0;
    }

    private void noteCheckpoint() {
        long completed = Meters.gauge("lastCompletedCheckpointId");
        if (completed > lastCheckpoint) {
            lastCheckpoint = completed;
            checkpoints++;
            slowestMillis = Math.max(slowestMillis, Meters.gauge("lastCheckpointDuration"));
        }
    }
}

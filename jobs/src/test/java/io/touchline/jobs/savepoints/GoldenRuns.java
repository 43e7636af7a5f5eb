// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.savepoints;

import io.touchline.jobs.CorrelationJob;
import io.touchline.jobs.DetectionJob;
import io.touchline.jobs.DetectionOptions;
import io.touchline.jobs.Uids;
import io.touchline.jobs.kafka.KafkaEnds;
import io.touchline.jobs.local.AvroJson;
import io.touchline.jobs.local.LineSink;
import io.touchline.jobs.local.PipeSource;
import io.touchline.operators.lineage.LineageOptions;
import io.touchline.operators.state.FrameSerializer;
import io.touchline.operators.state.VenueRowSerializer;
import io.touchline.operators.tables.SharedTable;
import io.touchline.operators.venue.VenueRow;
import io.touchline.schemas.avro.FindingMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.jspecify.annotations.Nullable;

/**
 * Both jobs as production defines them, between files: started, stopped with a savepoint, gone on.
 */
final class GoldenRuns {
    private static final long PATIENCE_SECONDS = 120;

    private GoldenRuns() {}

    /** Detection over frames; findings as lines into {@code out}. */
    static StreamExecutionEnvironment detection(
            ParkedFile frames, Path out, String backend, @Nullable Path savepoint) {
        StreamExecutionEnvironment env = strict(backend, savepoint);
        DetectionJob.Outputs outputs =
                DetectionJob.define(
                        new DetectionJob.Inputs(
                                env.fromSource(
                                                frames,
                                                WatermarkStrategy.noWatermarks(),
                                                "frames",
                                                FrameSerializer.TYPE)
                                        .setParallelism(1)
                                        .uid(Uids.FRAMES),
                                env.fromData(
                                                List.of(SharedTable.phase("LIVE", 0, 1)),
                                                TypeInformation.of(SharedTable.class))
                                        .setParallelism(1)
                                        .name("control")
                                        .uid(Uids.CONTROL),
                                env.fromData(List.of(VenueRow.first("")), VenueRowSerializer.TYPE)
                                        .setParallelism(1)
                                        .name("venue")
                                        .uid(Uids.VENUE),
                                true),
                        DetectionOptions.defaults());
        outputs.findings()
                .sinkTo(new LineSink<>(out, GoldenRuns::line))
                .setParallelism(1)
                .uid(Uids.FINDINGS_SINK);
        outputs.deadLetters().sinkTo(new DiscardingSink<>()).uid(Uids.DEAD_LETTERS_SINK);
        outputs.books().sinkTo(new DiscardingSink<>()).uid(Uids.BOOKS_SINK);
        return env;
    }

    private static String line(FindingMessage message) {
        return message.getFinding() == null ? "" : AvroJson.line(message.getFinding());
    }

    /** Correlation behind a pipe; revisions of incidents as lines into {@code out}. */
    static StreamExecutionEnvironment correlation(Path pipe, Path out, @Nullable Path savepoint) {
        StreamExecutionEnvironment env = strict("hashmap", savepoint);
        CorrelationJob.Outputs outputs =
                CorrelationJob.define(
                        new CorrelationJob.Inputs(
                                env.fromSource(
                                                new PipeSource(pipe),
                                                WatermarkStrategy.noWatermarks(),
                                                "findings-source",
                                                TypeInformation.of(FindingMessage.class))
                                        .setParallelism(1)
                                        .uid(Uids.FINDINGS_SOURCE)),
                        LineageOptions.defaults());
        outputs.incidents()
                .sinkTo(new LineSink<>(out, AvroJson::line))
                .setParallelism(1)
                .uid(Uids.INCIDENTS_SINK);
        // told again they are not: a line more or less after a restore is no difference
        KafkaEnds.republished(outputs.incidents())
                .sinkTo(new DiscardingSink<>())
                .uid("republished-discarded");
        outputs.responses().sinkTo(new DiscardingSink<>()).uid(Uids.RESPONSES_SINK);
        return env;
    }

    private static StreamExecutionEnvironment strict(String backend, @Nullable Path savepoint) {
        Configuration options = new Configuration();
        options.setString("state.backend.type", backend);
        options.setString("pipeline.auto-generate-uids", "false");
        options.setString("pipeline.generic-types", "false");
        options.setString("pipeline.max-parallelism", "720");
        options.setString("restart-strategy.type", "none");
        options.setString("taskmanager.memory.network.min", "64m");
        options.setString("taskmanager.memory.network.max", "64m");
        // one small file, that can be moved
        options.setString("execution.checkpointing.snapshot-compression", "true");
        options.setString("state.storage.fs.memory-threshold", "1 mb");
        if (savepoint != null) {
            options.setString("execution.state-recovery.path", savepoint.toUri().toString());
            // state that nobody claims is a lost uid
            options.setString("execution.state-recovery.ignore-unclaimed-state", "false");
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(1, options);
        env.setMaxParallelism(720);
        return env;
    }

    /** To the end; the lines that it wrote, sorted. */
    static List<String> finish(StreamExecutionEnvironment env, Path out) throws Exception {
        env.execute();
        return lines(out);
    }

    /** Stops it with a canonical savepoint once {@code reached} holds; never drained. */
    static void stop(
            StreamExecutionEnvironment env, Path out, Predicate<Path> reached, Path savepoint)
            throws Exception {
        JobClient job = env.executeAsync();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!reached.test(out)) {
            if (System.nanoTime() > deadline || job.getJobStatus().get().isTerminalState()) {
                throw new IllegalStateException("the job did not come to its cut");
            }
            Thread.onSpinWait();
        }
        Path folder = Files.createTempDirectory("savepoint");
        String path =
                job.stopWithSavepoint(
                                false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Files.createDirectories(savepoint);
        try (var files = Files.list(Path.of(java.net.URI.create(path)))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        savepoint.resolve(file.getFileName().toString()),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file).stream().sorted().toList();
    }
}

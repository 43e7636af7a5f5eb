// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import io.touchline.jobs.CorrelationJob;
import io.touchline.jobs.DetectionJob;
import io.touchline.jobs.Uids;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.ArchiveOptions;
import io.touchline.jobs.options.Settings;
import io.touchline.operators.lineage.LineageOptions;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.avro.FindingMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Both jobs over a sorted archive, in one process: detection on RocksDB, correlation on heap state
 * behind the pipe. Bounded: returns when both have ended.
 */
public final class LocalRun {
    private final Settings settings;
    private final ArchiveManifest archive;
    private final List<SharedTable> calendar;
    private final OutputFiles files;
    private final int parallelism;
    private final @Nullable Path savepoint;

    /** Starts without a past. */
    public LocalRun(
            Settings settings,
            ArchiveManifest archive,
            List<SharedTable> calendar,
            OutputFiles files,
            int parallelism) {
        this(settings, archive, calendar, files, parallelism, null);
    }

    private LocalRun(
            Settings settings,
            ArchiveManifest archive,
            List<SharedTable> calendar,
            OutputFiles files,
            int parallelism,
            @Nullable Path savepoint) {
        this.settings = settings;
        this.archive = archive;
        this.calendar = calendar;
        this.files = files;
        this.parallelism = parallelism;
        this.savepoint = savepoint;
    }

    /** The same, but starting from trained baselines. */
    public LocalRun from(Path trained) {
        return new LocalRun(settings, archive, calendar, files, parallelism, trained);
    }

    /**
     * @throws JobFailedException when one of the jobs failed
     */
    public void execute() throws IOException, InterruptedException {
        JobFailedException.unless(
                () -> {
                    JobClient detection = detection().executeAsync("touchline-detection");
                    JobClient correlation = correlation().executeAsync("touchline-correlation");
                    try {
                        detection.getJobExecutionResult().get();
                    } finally {
                        PipeSink.end(files.pipe()); // also when it failed: nothing more will come
                    }
                    return correlation.getJobExecutionResult().get();
                });
    }

    private StreamExecutionEnvironment detection() {
        StreamExecutionEnvironment env =
                EmbeddedFlink.detection(parallelism, files.work(), savepoint);
        DetectionJob.Outputs out =
                DetectionJob.define(
                        FileEnds.inputs(
                                env,
                                archive,
                                ArchiveOptions.from(settings.configuration()),
                                calendar,
                                settings.venue()),
                        settings.detection());
        out.findings()
                .sinkTo(new PipeSink(files.pipe()))
                .setParallelism(1)
                .name("findings-sink")
                .uid(Uids.FINDINGS_SINK);
        FileEnds.attach(out, files);
        return env;
    }

    private StreamExecutionEnvironment correlation() {
        StreamExecutionEnvironment env = EmbeddedFlink.correlation();
        DataStream<FindingMessage> findings =
                env.fromSource(
                                new PipeSource(files.pipe()),
                                WatermarkStrategy.noWatermarks(),
                                "findings-source",
                                TypeInformation.of(FindingMessage.class))
                        .setParallelism(1)
                        .uid(Uids.FINDINGS_SOURCE);
        CorrelationJob.Outputs out =
                CorrelationJob.define(
                        new CorrelationJob.Inputs(findings), LineageOptions.defaults());
        out.incidents()
                .sinkTo(new LineSink<>(files.incidents(), new AvroLine<>()))
                .setParallelism(1)
                .name("incidents-sink")
                .uid(Uids.INCIDENTS_SINK);
        out.responses()
                .sinkTo(new LineSink<>(files.responses(), new AvroLine<>()))
                .setParallelism(1)
                .name("responses-sink")
                .uid(Uids.RESPONSES_SINK);
        return env;
    }
}

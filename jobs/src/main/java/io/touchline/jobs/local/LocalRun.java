// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import io.touchline.jobs.CorrelationJob;
import io.touchline.jobs.DetectionJob;
import io.touchline.jobs.Uids;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.ArchiveOptions;
import io.touchline.jobs.files.ArchiveSource;
import io.touchline.jobs.options.Settings;
import io.touchline.operators.ingest.Frame;
import io.touchline.operators.lineage.LineageOptions;
import io.touchline.operators.state.FrameSerializer;
import io.touchline.operators.tables.SharedTable;
import io.touchline.schemas.avro.FindingMessage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

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

    public LocalRun(
            Settings settings,
            ArchiveManifest archive,
            List<SharedTable> calendar,
            OutputFiles files,
            int parallelism) {
        this.settings = settings;
        this.archive = archive;
        this.calendar = calendar;
        this.files = files;
        this.parallelism = parallelism;
    }

    /**
     * @throws JobFailedException when one of the jobs failed
     */
    public void execute() throws IOException, InterruptedException {
        try {
            JobClient detection = detection().executeAsync("touchline-detection");
            JobClient correlation = correlation().executeAsync("touchline-correlation");
            try {
                detection.getJobExecutionResult().get();
            } finally {
                PipeSink.end(files.pipe()); // also when it failed: nothing more will come
            }
            correlation.getJobExecutionResult().get();
        } catch (ExecutionException e) {
            throw new JobFailedException(e);
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new JobFailedException(e);
        }
    }

    private StreamExecutionEnvironment detection() {
        StreamExecutionEnvironment env = EmbeddedFlink.detection(parallelism, files.work());
        ArchiveOptions options = ArchiveOptions.from(settings.configuration());
        DataStream<Frame> frames =
                env.fromSource(
                                new ArchiveSource(archive, options),
                                WatermarkStrategy.noWatermarks(),
                                "frames",
                                FrameSerializer.TYPE)
                        .setParallelism(1)
                        .uid(Uids.FRAMES);
        DataStream<SharedTable> control =
                env.fromData(calendar, TypeInformation.of(SharedTable.class))
                        .setParallelism(1)
                        .name("control")
                        .uid(Uids.CONTROL);
        DetectionJob.Outputs out =
                DetectionJob.define(new DetectionJob.Inputs(frames, control), settings.detection());
        out.findings()
                .sinkTo(new PipeSink(files.pipe()))
                .setParallelism(1)
                .name("findings-sink")
                .uid(Uids.FINDINGS_SINK);
        out.findings()
                .sinkTo(new LineSink<>(files.findings(), LocalRun::findingLine))
                .setParallelism(1)
                .name("findings-file")
                .uid(Uids.FINDINGS_FILE);
        out.deadLetters()
                .sinkTo(new LineSink<>(files.deadLetters(), DeadLetterJson::line))
                .setParallelism(1)
                .name("dead-letters-sink")
                .uid(Uids.DEAD_LETTERS_SINK);
        out.books()
                .sinkTo(new LineSink<>(files.books(), new AvroLine<>()))
                .setParallelism(1)
                .name("books-sink")
                .uid(Uids.BOOKS_SINK);
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

    private static String findingLine(FindingMessage message) {
        return message.getFinding() == null ? "" : AvroJson.line(message.getFinding());
    }
}

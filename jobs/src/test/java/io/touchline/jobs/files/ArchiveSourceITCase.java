// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.ingest.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ArchiveSourceITCase {
    private static final int ROWS = 20_000;
    private static final long LAST = Logs.START + (ROWS - 1) * 100L;
    private static final long END_DELAY = 7_000;

    @TempDir Path folder;

    @Test
    void watermarksOfTheReaderReachDownstreamAndTheLastComesBeforeMax() throws Exception {
        List<String> seen = run(archive(), new Configuration(), false);

        List<Long> watermarks = watermarks(seen);
        assertThat(watermarks).hasSize(ROWS / 1_000 + 2).isSorted();
        assertThat(watermarks.subList(ROWS / 1_000 - 1, ROWS / 1_000 + 2))
                .containsExactly(LAST - 1, LAST + END_DELAY, Long.MAX_VALUE);
        assertThat(seen).noneMatch(entry -> entry.startsWith("late"));
        assertThat(times(seen)).hasSize(ROWS).isSorted();
    }

    @Test
    void afterAFailureTheRestFollowsTheCheckpoint() throws Exception {
        Configuration config = new Configuration();
        config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        config.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        config.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));

        List<String> seen = run(archive(), config, true);

        // The collecting sink keeps only what a checkpoint covers, so a row that the restored
        // source
        // emits again or leaves out would show.
        assertThat(seen).contains("attempt 0", "attempt 1");
        assertThat(times(seen))
                .isEqualTo(
                        LongStream.range(0, ROWS).map(i -> Logs.START + i * 100).boxed().toList());
    }

    @Test
    void aParkedJobIsStoppedWithASavepoint() throws Exception {
        StreamExecutionEnvironment env = environment(new Configuration());
        Arrived.LAST_WATERMARK.reset();
        source(env, archive(), options().parked())
                .transform("arrived", TypeInformation.of(Frame.class), new Arrived())
                .uid("arrived")
                .sinkTo(new DiscardingSink<>())
                .uid("sink");

        JobClient job = env.executeAsync();
        Arrived.LAST_WATERMARK.await(LAST - 1);
        String savepoint =
                job.stopWithSavepoint(
                                false,
                                folder.resolve("savepoint").toUri().toString(),
                                SavepointFormatType.CANONICAL)
                        .get(30, TimeUnit.SECONDS);

        assertThat(savepoint).contains("savepoint");
        assertThat(Arrived.LAST_WATERMARK.value()).isEqualTo(LAST - 1);
    }

    private ArchiveManifest archive() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(Logs.row(Logs.START + i * 100L, "n" + i));
        }
        Collections.shuffle(rows, new Random(1));
        Logs.write(folder.resolve("in/a.log"), rows.subList(0, ROWS / 2));
        Logs.write(folder.resolve("in/b.log"), rows.subList(ROWS / 2, ROWS));
        return SortedArchive.prepare(
                List.of(folder.resolve("in")), folder.resolve("work"), options(), Progress.NONE);
    }

    private static ArchiveOptions options() {
        return new ArchiveOptions(200_000, 128, 1_000, END_DELAY, false);
    }

    private static List<String> run(ArchiveManifest manifest, Configuration config, boolean failing)
            throws Exception {
        Recorder recorder = new Recorder(failing);
        List<String> seen = new ArrayList<>();
        var recorded =
                source(environment(config), manifest, options())
                        .transform("recorder", Types.STRING, recorder)
                        .uid("recorder");
        try (var results = recorded.executeAndCollect()) {
            results.forEachRemaining(seen::add);
        }
        return seen;
    }

    private static StreamExecutionEnvironment environment(Configuration config) {
        config.set(PipelineOptions.GENERIC_TYPES, false);
        config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        return StreamExecutionEnvironment.createLocalEnvironment(1, config);
    }

    private static SingleOutputStreamOperator<Frame> source(
            StreamExecutionEnvironment env, ArchiveManifest manifest, ArchiveOptions options) {
        return env.fromSource(
                        new ArchiveSource(manifest, options),
                        WatermarkStrategy.noWatermarks(),
                        "archive",
                        TypeInformation.of(Frame.class))
                .uid("archive")
                .setParallelism(1);
    }

    private static List<Long> watermarks(List<String> seen) {
        return numbers(seen, "watermark ");
    }

    private static List<Long> times(List<String> seen) {
        return numbers(seen, "row ");
    }

    private static List<Long> numbers(List<String> seen, String kind) {
        return seen.stream()
                .filter(entry -> entry.startsWith(kind))
                .map(entry -> Long.parseLong(entry.substring(kind.length())))
                .toList();
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiter;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.connector.datagen.functions.FromElementsGeneratorFunction;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Rows as a source that says them once, holds nobody up and then stays open in silence; parked, it
 * leaves an empty file. A source that ends while its job is stopped with a savepoint fails the job:
 * Flink asks its task for a checkpoint when it no longer has the task.
 */
public final class ParkedRows {
    private ParkedRows() {}

    /**
     * Parked for a savepoint.
     *
     * @param rows at least one
     * @param parked file that says that all of them, and the last watermark, were emitted
     */
    static <T> DataStreamSource<T> of(
            StreamExecutionEnvironment env, List<T> rows, TypeInformation<T> type, Path parked) {
        int all = rows.size();
        return of(
                env,
                rows,
                type,
                parked.toString(),
                WatermarkStrategy.forGenerator(context -> new AtLast<>(all)));
    }

    /**
     * Beside sources that never end. One that ended would leave the largest watermark behind, and
     * that would count as soon as all others are idle. After a restart all of them are said again.
     *
     * @param rows at least one
     */
    public static <T extends Serializable> DataStreamSource<T> standing(
            StreamExecutionEnvironment env,
            List<T> rows,
            TypeInformation<T> type,
            WatermarkStrategy<T> watermarks) {
        ArrayList<T> all = new ArrayList<>(rows);
        return env.fromSource(
                new DataGeneratorSource<>(
                        index -> all.get((int) (index % all.size())),
                        Long.MAX_VALUE,
                        new Once(all.size(), ""),
                        type),
                watermarks,
                "rows");
    }

    private static <T> DataStreamSource<T> of(
            StreamExecutionEnvironment env,
            List<T> rows,
            TypeInformation<T> type,
            String parked,
            WatermarkStrategy<T> watermarks) {
        int all = rows.size();
        // one more than is ever let through, so that it never comes to its end
        return env.fromSource(
                new DataGeneratorSource<>(
                        new FromElementsGeneratorFunction<>(type, env.getConfig(), rows),
                        all + 1L,
                        new Once(all, parked),
                        type),
                watermarks,
                "rows");
    }

    /** Lets a number of elements through, each asked for by itself, and no other ever. */
    private record Once(int elements, String parked) implements RateLimiterStrategy<SourceSplit> {
        @Override
        public RateLimiter<SourceSplit> createRateLimiter(int parallelism) {
            return new RateLimiter<>() {
                private int left = elements;

                @Override
                public CompletionStage<Void> acquire(int wanted) {
                    left -= wanted;
                    if (left >= 0) {
                        return CompletableFuture.completedFuture(null);
                    }
                    if (!parked.isEmpty()) {
                        park(Path.of(parked));
                    }
                    return new CompletableFuture<>();
                }
            };
        }
    }

    private static void park(Path file) {
        try {
            Files.write(file, new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The last watermark behind the last element. */
    private static final class AtLast<T> implements WatermarkGenerator<T> {
        private int left;

        AtLast(int elements) {
            left = elements;
        }

        @Override
        public void onEvent(T element, long timestamp, WatermarkOutput output) {
            if (--left == 0) {
                output.emitWatermark(Watermark.MAX_WATERMARK);
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            // nothing between the elements
        }
    }
}

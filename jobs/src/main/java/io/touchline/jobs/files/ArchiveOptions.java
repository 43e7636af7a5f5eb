// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;

/**
 * How files are sorted and replayed. None of these changes the order of records.
 *
 * @param runBytes heap for the records of one sorted run, at least 1
 * @param openRuns runs merged at once, at least 2
 * @param rowsPerWatermark rows between two watermarks, at least 1
 * @param endDelayMillis the last watermark is the last write time plus this, at least 0
 * @param park stay open and idle at the end instead of ending
 */
public record ArchiveOptions(
        long runBytes, int openRuns, int rowsPerWatermark, long endDelayMillis, boolean park)
        implements Serializable {

    /** Bytes, 1 or more. Higher: fewer and longer runs, more heap while sorting. */
    public static final ConfigOption<MemorySize> RUN_SIZE =
            ConfigOptions.key("files.run-size")
                    .memoryType()
                    .defaultValue(MemorySize.ofMebiBytes(48))
                    .withDescription(
                            "Heap for the records of one sorted run, 1 byte or more. Higher: fewer"
                                    + " and longer runs, more heap while files are sorted.");

    /** Runs, 2 or more. Higher: more open files and 64 KB each, fewer merge passes. */
    public static final ConfigOption<Integer> OPEN_RUNS =
            ConfigOptions.key("files.open-runs")
                    .intType()
                    .defaultValue(128)
                    .withDescription(
                            "Sorted runs merged at once, 2 or more. Higher: more open files and 64"
                                    + " KB of heap each, fewer merge passes over large inputs.");

    /** Rows, 1 or more. Higher: larger bundles, results appear in larger steps. */
    public static final ConfigOption<Integer> ROWS_PER_WATERMARK =
            ConfigOptions.key("files.rows-per-watermark")
                    .intType()
                    .defaultValue(1_000)
                    .withDescription(
                            "Rows between two watermarks, 1 or more. Higher: larger bundles and"
                                    + " fewer timer rounds; results appear in larger steps.");

    /** Milliseconds, 0 or more. Higher: slower channels may still close their last windows. */
    public static final ConfigOption<Duration> END_DELAY =
            ConfigOptions.key("files.end-delay")
                    .durationType()
                    .defaultValue(Duration.ofMinutes(90))
                    .withDescription(
                            "The last watermark is the last write time plus this, 0 or more: the"
                                    + " largest channel delay. Higher: slower channels still close"
                                    + " their last windows, and silence after the end counts.");

    public ArchiveOptions {
        if (runBytes < 1 || openRuns < 2 || rowsPerWatermark < 1 || endDelayMillis < 0) {
            throw new IllegalArgumentException(
                    "could not use the files options: run-size >= 1, open-runs >= 2,"
                            + " rows-per-watermark >= 1 and end-delay >= 0 must hold");
        }
    }

    /** 48 MB, 128 runs, 1,000 rows, 90 minutes, ends. */
    public static ArchiveOptions defaults() {
        return new ArchiveOptions(
                RUN_SIZE.defaultValue().getBytes(),
                OPEN_RUNS.defaultValue(),
                ROWS_PER_WATERMARK.defaultValue(),
                END_DELAY.defaultValue().toMillis(),
                false);
    }

    /** The configured options; ends at the end. */
    public static ArchiveOptions from(ReadableConfig config) {
        return new ArchiveOptions(
                config.get(RUN_SIZE).getBytes(),
                config.get(OPEN_RUNS),
                config.get(ROWS_PER_WATERMARK),
                config.get(END_DELAY).toMillis(),
                false);
    }

    /** The same, but the source stays open and idle at the end, with what came last pending. */
    public ArchiveOptions parked() {
        return new ArchiveOptions(runBytes, openRuns, rowsPerWatermark, endDelayMillis, true);
    }
}

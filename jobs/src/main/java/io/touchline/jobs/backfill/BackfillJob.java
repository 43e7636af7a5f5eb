// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.backfill;

import io.touchline.jobs.DetectionJob;
import io.touchline.jobs.DetectionOptions;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.ArchiveOptions;
import io.touchline.jobs.local.EmbeddedFlink;
import io.touchline.jobs.local.FileEnds;
import io.touchline.jobs.local.JobFailedException;
import io.touchline.jobs.local.OutputFiles;
import io.touchline.jobs.options.Settings;
import io.touchline.operators.tables.SharedTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * {@link DetectionJob} over an archive on heap state: it parks at the cut and is stopped with a
 * canonical savepoint, which RocksDB reads as well. Nothing fires that a stream would not have
 * fired yet: rows of the last millisecond are pending in the savepoint, open windows are open.
 *
 * <p>All state must fit the heap; nothing estimates it beforehand.
 */
public final class BackfillJob {
    private final Settings settings;
    private final ArchiveManifest archive;
    private final List<SharedTable> calendar;
    private final OutputFiles files;
    private final int parallelism;

    public BackfillJob(
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
     * Trains, and writes the savepoint.
     *
     * @param savepoint folder to write; it must not exist
     * @throws JobFailedException when the job failed
     */
    public void execute(Path savepoint) throws IOException, InterruptedException {
        JobFailedException.unless(
                () -> {
                    String whole =
                            ParkedJob.run(define(), archive, files.work().resolve("savepoint"));
                    RoomsSavepoint.write(whole, savepoint);
                    return savepoint;
                });
    }

    private StreamExecutionEnvironment define() {
        StreamExecutionEnvironment env = EmbeddedFlink.backfill(parallelism, files.work());
        DetectionOptions options = settings.detection();
        DetectionJob.Outputs out =
                DetectionJob.define(
                        FileEnds.inputs(
                                env,
                                archive,
                                ArchiveOptions.from(settings.configuration()).parked(),
                                calendar,
                                settings.venue()),
                        new DetectionOptions(
                                options.decode().forTraining(),
                                options.identity(),
                                options.order(),
                                options.baseline(),
                                options.venue(),
                                options.progressPartitions()));
        FileEnds.attach(out, files);
        return env;
    }
}

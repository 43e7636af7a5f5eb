// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.backfill;

import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.ArchiveSource;
import io.touchline.jobs.local.FileEnds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/** A job whose sources park at their ends, so that it can be stopped just there. */
final class ParkedJob {
    private static final long LOOK_MILLIS = 50;

    /**
     * A task is not there yet; nothing was tried that could have failed. A short archive is read
     * before the last task has started. Any other failure of such a savepoint ends the job.
     */
    private static final CheckpointFailureReason NOT_YET =
            CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING;

    private ParkedJob() {}

    /**
     * Runs it until it has parked and stops it with a canonical savepoint, never draining. The
     * barrier follows the rows, so whatever the source emitted is applied before it.
     *
     * @param target folder for the savepoint
     * @return where the savepoint is, a URI
     */
    static String run(StreamExecutionEnvironment env, ArchiveManifest archive, Path target)
            throws Exception {
        List<Path> parked =
                Stream.of(ArchiveSource.PARKED, FileEnds.PARKED_CONTROL, FileEnds.PARKED_VENUE)
                        .map(name -> Path.of(archive.directory(), name))
                        .toList();
        for (Path file : parked) {
            Files.deleteIfExists(file);
        }
        JobClient job = env.executeAsync("touchline-backfill");
        // of an ended job only this future speaks: its cluster, asked for the status, is gone
        CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
        while (!parked.stream().allMatch(Files::exists)) {
            throwIfEnded(end);
            Thread.sleep(LOOK_MILLIS);
        }
        String savepoint = stop(job, end, target.toAbsolutePath().toUri().toString());
        end.get();
        return savepoint;
    }

    private static void throwIfEnded(CompletableFuture<JobExecutionResult> end)
            throws ExecutionException, InterruptedException {
        if (end.isDone()) {
            end.get(); // throws what it failed of
            throw new IllegalStateException("a parked job ended by itself");
        }
    }

    private static String stop(
            JobClient job, CompletableFuture<JobExecutionResult> end, String target)
            throws ExecutionException, InterruptedException {
        while (true) {
            try {
                return job.stopWithSavepoint(false, target, SavepointFormatType.CANONICAL).get();
            } catch (ExecutionException e) {
                boolean again =
                        ExceptionUtils.findThrowable(e, CheckpointException.class)
                                .map(CheckpointException::getCheckpointFailureReason)
                                .filter(NOT_YET::equals)
                                .isPresent();
                throwIfEnded(end);
                if (!again) {
                    throw e;
                }
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }
}

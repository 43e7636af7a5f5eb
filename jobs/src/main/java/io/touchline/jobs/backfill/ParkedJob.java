// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.backfill;

import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.ArchiveSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.checkpoint.CheckpointException;
import org.apache.flink.runtime.checkpoint.CheckpointFailureReason;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;

/** A job whose source parks at the end of its archive, so that it can be stopped just there. */
final class ParkedJob {
    private static final long LOOK_MILLIS = 50;

    /**
     * A task is not there yet or, as the source of the calendar after its last row, not there any
     * more; nothing was tried that could have failed. A short archive is read before the last task
     * has started.
     */
    private static final Set<CheckpointFailureReason> TASKS_COME_AND_GO =
            EnumSet.of(
                    CheckpointFailureReason.NOT_ALL_REQUIRED_TASKS_RUNNING,
                    CheckpointFailureReason.CHECKPOINT_DECLINED_TASK_NOT_READY,
                    CheckpointFailureReason.CHECKPOINT_DECLINED_TASK_CLOSING,
                    CheckpointFailureReason.TASK_CHECKPOINT_FAILURE); // "unknown task", no other

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
        Path parked = Path.of(archive.directory(), ArchiveSource.PARKED);
        Files.deleteIfExists(parked);
        JobClient job = env.executeAsync("touchline-backfill");
        awaitParked(job, parked);
        String savepoint = stop(job, target.toAbsolutePath().toUri().toString());
        job.getJobExecutionResult().get();
        return savepoint;
    }

    private static void awaitParked(JobClient job, Path parked)
            throws IOException, ExecutionException, InterruptedException {
        while (!Files.exists(parked)) {
            if (job.getJobStatus().get().isGloballyTerminalState()) {
                job.getJobExecutionResult().get(); // throws what it failed of
                throw new IllegalStateException("a parked job ended by itself");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    private static String stop(JobClient job, String target)
            throws ExecutionException, InterruptedException {
        while (true) {
            try {
                return job.stopWithSavepoint(false, target, SavepointFormatType.CANONICAL).get();
            } catch (ExecutionException e) {
                boolean again =
                        ExceptionUtils.findThrowable(e, CheckpointException.class)
                                .map(CheckpointException::getCheckpointFailureReason)
                                .filter(TASKS_COME_AND_GO::contains)
                                .isPresent();
                if (!again || job.getJobStatus().get().isGloballyTerminalState()) {
                    throw e;
                }
                Thread.sleep(LOOK_MILLIS);
            }
        }
    }
}

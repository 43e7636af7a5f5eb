// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import java.util.concurrent.TimeUnit;
import org.apache.flink.core.execution.JobClient;

/** A job that a test has started. */
final class RunningJob {
    private RunningJob() {}

    /** Returns when it has ended: until then it may still write below the folder of the test. */
    static void cancel(JobClient job) throws Exception {
        job.cancel().get();
        job.getJobExecutionResult().handle((result, failure) -> true).get(60, TimeUnit.SECONDS);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import java.io.IOException;
import java.util.concurrent.Callable;

/** A job failed; the deepest cause says why. */
public final class JobFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobFailedException(Throwable cause) {
        super("could not finish the job: " + deepest(cause), cause);
    }

    /**
     * Does work on a cluster. Input that cannot be used, files that cannot be written and an
     * interruption are told as they are; whatever else goes wrong is a failed job.
     */
    public static <T> T unless(Callable<T> work) throws IOException, InterruptedException {
        try {
            return work.call();
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new JobFailedException(e);
        }
    }

    private static String deepest(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        int end = message.indexOf('\n');
        return cause.getClass().getSimpleName()
                + ": "
                + (end < 0 ? message : message.substring(0, end));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

/** A job failed; the deepest cause says why. */
public final class JobFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobFailedException(Throwable cause) {
        super("could not finish the job: " + deepest(cause), cause);
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

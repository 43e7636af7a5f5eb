// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

/**
 * The input cannot be used: one line of cause ({@link #getMessage}) and one of cure, both for the
 * user. Never a bug of ours, so it is shown without a stack trace.
 */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String cure;

    public InputException(String cause, String cure) {
        super(cause);
        this.cure = cure;
    }

    /** What the user can do about it, one line. */
    public String cure() {
        return cure;
    }
}

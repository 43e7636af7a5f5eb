// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

/** Told how far a preparation is; called on the preparing thread, so it must be quick. */
@FunctionalInterface
public interface Progress {
    /** Tells nobody. */
    Progress NONE = (phase, done, total, rows) -> {};

    /** What {@code done} and {@code total} count. */
    enum Phase {
        /** Files are framed and sorted: bytes on disk, in steps of whole files. */
        READING,
        /** Runs are merged in passes: rows of the pass. */
        MERGING
    }

    /**
     * @param done at most {@code total}, in the unit of the phase
     * @param rows records seen so far in this phase
     */
    void at(Phase phase, long done, long total, long rows);
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import java.nio.file.Path;

/** Where {@code detect} writes; names are part of the contract at the command line. */
public record OutputFiles(Path folder) {
    public Path findings() {
        return folder.resolve("findings.jsonl");
    }

    public Path incidents() {
        return folder.resolve("incidents.jsonl");
    }

    public Path responses() {
        return folder.resolve("responses.jsonl");
    }

    public Path deadLetters() {
        return folder.resolve("dead-letters.jsonl");
    }

    public Path summary() {
        return folder.resolve("summary.json");
    }

    /** Pages for people, one per incident. */
    public Path report() {
        return folder.resolve("report");
    }

    /** Removed at the end: sorted runs, the pipe between the jobs, totals. */
    public Path work() {
        return folder.resolve(".touchline");
    }

    public Path pipe() {
        return work().resolve("findings.pipe");
    }

    public Path calibration() {
        return work().resolve("calibration.jsonl");
    }

    public Path books() {
        return work().resolve("books.jsonl");
    }
}

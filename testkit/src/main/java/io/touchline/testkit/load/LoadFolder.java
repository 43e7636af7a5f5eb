// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import java.nio.file.Path;

/** Where a load lies: what is sent, what was sent, what must come of it, what was found. */
public record LoadFolder(Path folder) {
    /** One {@link LoadRow} per line, in the order of sending. */
    public Path rows() {
        return folder.resolve("rows.tsv");
    }

    /** A header, then one line per planted chain. */
    public Path ledger() {
        return folder.resolve("ledger.jsonl");
    }

    /** The same records as files. */
    public Path input() {
        return folder.resolve("input");
    }

    /** One {@link Sent} per run of the generator. */
    public Path sent() {
        return folder.resolve("sent.jsonl");
    }

    /** The last line of each id, in JSON, as the reference run has it. */
    public Path expectedFindings() {
        return folder.resolve("expected/findings.jsonl");
    }

    public Path expectedIncidents() {
        return folder.resolve("expected/incidents.jsonl");
    }

    public Path expectedBooks() {
        return folder.resolve("expected/books.jsonl");
    }

    public Path report() {
        return folder.resolve("report.json");
    }
}

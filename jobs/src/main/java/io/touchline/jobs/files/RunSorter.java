// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Sorts rows in memory and spills a run whenever {@code runBytes} of heap are full. Costs the bytes
 * of the records and about {@value #ROW_OVERHEAD} more per row, counted in the limit; nearly sorted
 * rows sort in nearly linear time.
 */
final class RunSorter {
    private static final int ROW_OVERHEAD = 88;

    private final RunFolder folder;
    private final long runBytes;
    private final List<Row> rows = new ArrayList<>();
    private final List<Run> runs = new ArrayList<>();
    private long held;

    RunSorter(RunFolder folder, long runBytes) {
        this.folder = folder;
        this.runBytes = runBytes;
    }

    void add(Row row) throws IOException {
        rows.add(row);
        held += row.bytes().length + ROW_OVERHEAD;
        if (held >= runBytes) {
            spill();
        }
    }

    /** All runs; each is sorted in itself, they overlap. */
    List<Run> finish() throws IOException {
        if (!rows.isEmpty()) {
            spill();
        }
        return runs;
    }

    private void spill() throws IOException {
        Collections.sort(rows);
        try (RunWriter writer = folder.create()) {
            for (Row row : rows) {
                writer.write(row);
            }
            runs.add(writer.finish());
        }
        rows.clear();
        held = 0;
    }
}

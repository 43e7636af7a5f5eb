// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import io.touchline.operators.ingest.WriteTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives rows their final time where it takes the whole file to know it: before the first time of a
 * file, and beyond its bound. Only runs that hold such rows are rewritten; the rows that move are
 * sorted into runs of their own. Costs nothing when no row is concerned.
 */
final class TimeRepair {
    private final List<ArchivedFile> files;
    private final RunSorter moved;

    TimeRepair(List<ArchivedFile> files, RunSorter moved) {
        this.files = files;
        this.moved = moved;
    }

    /**
     * @param leastBound no row at or below it has a bad time
     */
    List<Run> apply(List<Run> runs, RunFolder folder, long leastBound) throws IOException {
        List<Run> repaired = new ArrayList<>();
        for (Run run : runs) {
            if (run.first() == WriteTime.UNKNOWN || run.last() > leastBound) {
                repaired.addAll(folder.rewrite(run, this::stays));
            } else {
                repaired.add(run);
            }
        }
        repaired.addAll(moved.finish());
        return repaired;
    }

    private boolean stays(Row row) throws IOException {
        ArchivedFile file = files.get(row.file());
        if (row.time() == WriteTime.UNKNOWN) {
            moved.add(
                    row.at(file.first() > file.bound() ? file.last() : file.first(), row.flags()));
            return false;
        }
        if (row.time() > file.bound()) {
            int flags = row.flags() == Row.BORROWED_TIME ? Row.BORROWED_TIME : Row.BAD_TIME;
            moved.add(row.at(file.last(), flags));
            return false;
        }
        return true;
    }
}

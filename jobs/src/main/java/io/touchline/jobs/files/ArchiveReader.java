// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import io.touchline.operators.ingest.Frame;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The records of an archive in order. Reads straight from the runs, 64 KB each ahead, on the
 * caller's thread; not thread safe.
 */
public final class ArchiveReader implements Closeable {
    private final ArchiveManifest manifest;
    private final RunMerge merge;
    private long emitted;

    /** Opens no run yet. */
    public ArchiveReader(ArchiveManifest manifest) {
        this.manifest = manifest;
        merge = new RunMerge(Path.of(manifest.directory()), manifest.runs());
    }

    /** Leaves out rows, at most to the end; each costs a read. */
    public void skip(long rows) throws IOException {
        for (long left = rows; left > 0 && merge.next() != null; left--) {
            emitted++;
        }
    }

    /**
     * The next record, or null after the last.
     *
     * @throws InputException a run is missing or changed
     */
    public @Nullable Frame next() throws IOException {
        Row row = merge.next();
        if (row == null) {
            return null;
        }
        emitted++;
        return new Frame(
                manifest.files().get(row.file()).label(),
                -1,
                row.line(),
                row.time(),
                manifest.formats().get(row.format()),
                row.bytes(),
                row.flags() == Row.BAD_TIME);
    }

    /** Rows given out or skipped so far: where a successor goes on. */
    public long emitted() {
        return emitted;
    }

    int openRuns() {
        return merge.open();
    }

    int mostOpenRuns() {
        return merge.mostOpen();
    }

    @Override
    public void close() throws IOException {
        merge.close();
    }
}

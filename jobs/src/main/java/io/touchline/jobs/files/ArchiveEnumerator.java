// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.jspecify.annotations.Nullable;

/** Gives the one split to the first reader; the others, if any, learn that there is no more. */
final class ArchiveEnumerator implements SplitEnumerator<ArchiveSplit, PendingSplit> {
    private final SplitEnumeratorContext<ArchiveSplit> context;
    private @Nullable ArchiveSplit pending;

    ArchiveEnumerator(
            SplitEnumeratorContext<ArchiveSplit> context, @Nullable ArchiveSplit pending) {
        this.context = context;
        this.pending = pending;
    }

    @Override
    public void start() {}

    @Override
    public void addReader(int subtask) {
        if (pending != null && subtask == 0) {
            context.assignSplit(pending, subtask);
            pending = null;
        }
        context.signalNoMoreSplits(subtask);
    }

    /** A reader failed before a checkpoint knew its split: its successor gets it again. */
    @Override
    public void addSplitsBack(List<ArchiveSplit> splits, int subtask) {
        if (!splits.isEmpty()) {
            pending = splits.get(0);
        }
    }

    @Override
    public PendingSplit snapshotState(long checkpointId) {
        return new PendingSplit(pending);
    }

    /** The split is not asked for, it is assigned. */
    @Override
    public void handleSplitRequest(int subtask, @Nullable String host) {}

    @Override
    public void close() {}
}

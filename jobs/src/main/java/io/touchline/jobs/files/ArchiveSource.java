// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import io.touchline.operators.ingest.Frame;
import java.nio.file.Path;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A sorted archive as a Flink source, for {@code env.fromSource(source,
 * WatermarkStrategy.noWatermarks(), name, frameType).setParallelism(1)}.
 *
 * <p>Records come in the order of the archive with their write time as timestamp. The reader makes
 * the watermarks: last write time - 1 every {@code rowsPerWatermark} rows, at the same rows after
 * every restore, so nothing is ever late; at the end the last write time + {@code endDelayMillis},
 * then the end of input (Flink adds MAX). Parked it goes no further than the last write time - 1,
 * leaves an empty file {@link #PARKED} beside the archive and stays open in silence. Restoring
 * reads and skips the rows emitted; a restore over other files fails with an {@link
 * InputException}. The archive must be readable at the same path where the reader runs.
 */
public final class ArchiveSource implements Source<Frame, ArchiveSplit, PendingSplit> {
    private static final long serialVersionUID = 1L;

    /** File beside the archive that says that all of it was emitted. */
    public static final String PARKED = "parked";

    private final String directory;
    private final String contentId;
    private final ArchiveOptions options;

    public ArchiveSource(ArchiveManifest manifest, ArchiveOptions options) {
        this.directory = Path.of(manifest.directory()).toAbsolutePath().toString();
        this.contentId = manifest.contentId();
        this.options = options;
    }

    /** A parked source never ends. */
    @Override
    public Boundedness getBoundedness() {
        return options.park() ? Boundedness.CONTINUOUS_UNBOUNDED : Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Frame, ArchiveSplit> createReader(SourceReaderContext context) {
        return new ArchiveSourceReader(
                directory,
                contentId,
                options,
                context.metricGroup().getIOMetricGroup().getNumRecordsInCounter());
    }

    @Override
    public SplitEnumerator<ArchiveSplit, PendingSplit> createEnumerator(
            SplitEnumeratorContext<ArchiveSplit> context) {
        return new ArchiveEnumerator(context, new ArchiveSplit(contentId, 0));
    }

    @Override
    public SplitEnumerator<ArchiveSplit, PendingSplit> restoreEnumerator(
            SplitEnumeratorContext<ArchiveSplit> context, PendingSplit checkpoint) {
        return new ArchiveEnumerator(context, checkpoint.split());
    }

    @Override
    public SimpleVersionedSerializer<ArchiveSplit> getSplitSerializer() {
        return new ArchiveSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<PendingSplit> getEnumeratorCheckpointSerializer() {
        return new PendingSplitSerializer();
    }
}

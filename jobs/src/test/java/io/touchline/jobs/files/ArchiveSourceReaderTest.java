// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.operators.ingest.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveSourceReaderTest {
    private static final ArchiveOptions OPTIONS = new ArchiveOptions(500, 8, 10, 5_000, false);
    private static final int ROWS = 35;
    private static final long LAST = Logs.START + (ROWS - 1) * 1_000L;

    @TempDir Path folder;
    private final Output output = new Output();
    private ArchiveManifest manifest;

    @BeforeEach
    void prepare() throws IOException {
        manifest = prepare(ROWS);
    }

    @Test
    void emitsRowsWithWatermarksBehindThemAndTheLastBeforeTheEnd() throws IOException {
        try (ArchiveSourceReader reader = reader(OPTIONS, 0)) {
            assertThat(reader.isAvailable()).isCompleted();
            reader.notifyNoMoreSplits();
            assertThat(drain(reader)).isEqualTo(InputStatus.END_OF_INPUT);
        }

        assertThat(output.timestamps).hasSize(ROWS).isSorted();
        assertThat(output.watermarks)
                .containsExactly(
                        Logs.START + 9 * 1_000 - 1,
                        Logs.START + 19 * 1_000 - 1,
                        Logs.START + 29 * 1_000 - 1,
                        LAST + 5_000);
    }

    @Test
    void restoresAtTheRowWithTheSameWatermarksAfterIt() throws IOException {
        List<ArchiveSplit> state;
        try (ArchiveSourceReader reader = reader(OPTIONS, 0)) {
            for (int i = 0; i < 17; i++) {
                reader.pollNext(output);
            }
            state = reader.snapshotState(1);
        }
        assertThat(state).containsExactly(new ArchiveSplit(manifest.contentId(), 17));

        ArchiveSplitSerializer serializer = new ArchiveSplitSerializer();
        ArchiveSplit split =
                serializer.deserialize(serializer.getVersion(), serializer.serialize(state.get(0)));
        try (ArchiveSourceReader reader = reader(OPTIONS, split.emitted())) {
            assertThat(reader.snapshotState(2)).isEqualTo(state);
            drain(reader);
        }
        assertThat(Logs.texts(output.frames)).isEqualTo(Logs.texts(Logs.read(manifest)));
        assertThat(output.watermarks).hasSize(4).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void parkedItLeavesTheLastMillisecondPendingAndStaysOpen() throws IOException {
        try (ArchiveSourceReader reader = reader(OPTIONS.parked(), 0)) {
            assertThat(drain(reader)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
            assertThat(reader.isAvailable()).isNotDone();
            assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
            assertThat(reader.snapshotState(1))
                    .containsExactly(new ArchiveSplit(manifest.contentId(), ROWS));
        }
        assertThat(output.watermarks).last().isEqualTo(LAST - 1);
        assertThat(Path.of(manifest.directory(), ArchiveSource.PARKED)).exists();
    }

    @Test
    void aReaderWithoutSplitWaitsAndThenEnds() throws IOException {
        try (ArchiveSourceReader reader =
                new ArchiveSourceReader(
                        manifest.directory(), manifest.contentId(), OPTIONS, new SimpleCounter())) {
            assertThat(reader.isAvailable()).isNotDone();
            assertThat(reader.pollNext(output)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
            reader.notifyNoMoreSplits();
            assertThat(reader.isAvailable()).isCompleted();
            assertThat(reader.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
        }
    }

    /** A short archive is read before the enumerator has said its last word. */
    @Test
    void aReaderEndsOnlyAfterTheLastWordOfTheEnumerator() throws IOException {
        try (ArchiveSourceReader reader = reader(OPTIONS, 0)) {
            assertThat(drain(reader)).isEqualTo(InputStatus.NOTHING_AVAILABLE);
            assertThat(reader.isAvailable()).isNotDone();
            assertThat(reader.snapshotState(1))
                    .containsExactly(new ArchiveSplit(manifest.contentId(), ROWS));
            assertThat(output.watermarks).last().isEqualTo(LAST + 5_000);

            reader.notifyNoMoreSplits();
            assertThat(reader.isAvailable()).isCompleted();
            assertThat(reader.pollNext(output)).isEqualTo(InputStatus.END_OF_INPUT);
        }
        assertThat(output.timestamps).hasSize(ROWS);
    }

    @Test
    void anotherArchiveIsRefused() throws IOException {
        ArchiveManifest before = manifest;
        prepare(ROWS + 1);

        assertThatThrownBy(() -> reader(OPTIONS, 17))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("its files changed");
        assertThat(before.contentId()).isNotEmpty();
    }

    @Test
    void thePendingSplitSurvivesItsSerializer() throws IOException {
        PendingSplitSerializer serializer = new PendingSplitSerializer();
        for (PendingSplit pending :
                List.of(new PendingSplit(null), new PendingSplit(new ArchiveSplit("ab", 3)))) {
            assertThat(serializer.deserialize(1, serializer.serialize(pending))).isEqualTo(pending);
        }
    }

    private ArchiveManifest prepare(int count) throws IOException {
        List<String> rows = new ArrayList<>();
        for (int i = count - 1; i >= 0; i--) {
            rows.add(Logs.row(Logs.START + i * 1_000L, "n" + i));
        }
        Path file = Logs.write(folder.resolve("in/a.log"), rows);
        return SortedArchive.prepare(List.of(file), folder.resolve("work"), OPTIONS, Progress.NONE);
    }

    private ArchiveSourceReader reader(ArchiveOptions options, long emitted) {
        ArchiveSourceReader reader =
                new ArchiveSourceReader(
                        manifest.directory(), manifest.contentId(), options, new SimpleCounter());
        reader.start();
        reader.addSplits(List.of(new ArchiveSplit(manifest.contentId(), emitted)));
        return reader;
    }

    private InputStatus drain(ArchiveSourceReader reader) throws IOException {
        InputStatus status;
        do {
            status = reader.pollNext(output);
        } while (status == InputStatus.MORE_AVAILABLE);
        return status;
    }

    private static final class Output implements ReaderOutput<Frame> {
        private final List<Frame> frames = new ArrayList<>();
        private final List<Long> timestamps = new ArrayList<>();
        private final List<Long> watermarks = new ArrayList<>();

        @Override
        public void collect(Frame frame) {
            throw new AssertionError("a record without timestamp");
        }

        @Override
        public void collect(Frame frame, long timestamp) {
            frames.add(frame);
            timestamps.add(timestamp);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            watermarks.add(watermark.getTimestamp());
        }

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<Frame> createOutputForSplit(String splitId) {
            throw new AssertionError("the reader has one split and asks for no output of its own");
        }

        @Override
        public void releaseOutputForSplit(String splitId) {
            throw new AssertionError("the reader has one split and asks for no output of its own");
        }
    }
}

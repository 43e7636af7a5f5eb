// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.common.TopicPartition;

/**
 * A reader whose watermark goes on when its partitions are silent and read to their end. Records
 * pass by untouched; what was read is taken from each snapshot.
 *
 * <p>The watermark of silence is told on the reader's main output and taken back at once (idle): it
 * counts only while everything else is idle too, here and in the other readers.
 *
 * @param <T> the element
 */
final class TimedReader<T> implements SourceReader<T, KafkaPartitionSplit> {
    private final SourceReader<T, KafkaPartitionSplit> reader;
    private final LogEnds ends;
    private final long delayMillis;
    private final long stepMillis;
    private long told = Silence.NONE;
    private CompletableFuture<Void> seen = new CompletableFuture<>();
    private volatile CompletableFuture<Void> available = new CompletableFuture<>();

    /**
     * @param ends given what to call when there is news
     * @param delayMillis how far the watermark stays behind the wall clock
     * @param stepMillis it moves in steps of this
     */
    TimedReader(
            SourceReader<T, KafkaPartitionSplit> reader,
            Function<Runnable, LogEnds> ends,
            long delayMillis,
            long stepMillis) {
        this.reader = reader;
        this.ends = ends.apply(this::wake);
        this.delayMillis = delayMillis;
        this.stepMillis = stepMillis;
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        InputStatus status = reader.pollNext(output);
        long quiet = ends.quietUntil();
        if (quiet > told) {
            told = quiet;
            long mark = Math.floorDiv(quiet - delayMillis, stepMillis) * stepMillis - 1;
            output.emitWatermark(new Watermark(mark));
            output.markIdle();
        }
        return status;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> records = reader.isAvailable();
        if (available.isDone()) {
            available = new CompletableFuture<>();
        }
        if (records != seen) {
            seen = records; // once per future: in a long silence it is always the same
            records.thenRun(this::wake);
        }
        // both may have happened before the new future stood there
        if (records.isDone() || ends.quietUntil() > told) {
            return CompletableFuture.completedFuture(null);
        }
        return available;
    }

    private void wake() {
        available.complete(null);
    }

    @Override
    public List<KafkaPartitionSplit> snapshotState(long checkpointId) {
        List<KafkaPartitionSplit> splits = reader.snapshotState(checkpointId);
        Map<TopicPartition, Long> read = new HashMap<>();
        splits.forEach(split -> read.put(split.getTopicPartition(), split.getStartingOffset()));
        ends.read(read);
        return splits;
    }

    @Override
    public void addSplits(List<KafkaPartitionSplit> splits) {
        ends.read(Map.of()); // until the next snapshot: nothing is known of the new ones
        reader.addSplits(splits);
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        reader.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        reader.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
        reader.pauseOrResumeSplits(pause, resume);
    }

    @Override
    public void close() throws Exception {
        ends.close();
        reader.close();
    }
}

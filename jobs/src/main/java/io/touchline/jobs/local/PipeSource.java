// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import io.touchline.schemas.AvroFrames;
import io.touchline.schemas.avro.FindingMessage;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the file that {@link PipeSink} appends to, until its end mark. The watermark is that of
 * the last progress record, and moves on nothing else.
 */
public final class PipeSource
        implements Source<FindingMessage, PipeSource.Split, Long>, Serializable {
    private static final long serialVersionUID = 1L;
    private static final long POLL_MILLIS = 20;

    private final String file;

    public PipeSource(Path file) {
        this.file = file.toString();
    }

    /**
     * @param offset bytes already read
     */
    public record Split(long offset) implements org.apache.flink.api.connector.source.SourceSplit {
        @Override
        public String splitId() {
            return "pipe";
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<FindingMessage, Split> createReader(SourceReaderContext context) {
        return new Reader(new File(file), context);
    }

    @Override
    public SplitEnumerator<Split, Long> createEnumerator(SplitEnumeratorContext<Split> context) {
        return new OneSplit(context, 0L);
    }

    @Override
    public SplitEnumerator<Split, Long> restoreEnumerator(
            SplitEnumeratorContext<Split> context, Long assigned) {
        return new OneSplit(context, assigned);
    }

    @Override
    public SimpleVersionedSerializer<Split> getSplitSerializer() {
        return new SimpleVersionedSerializer<>() {
            @Override
            public int getVersion() {
                return 1;
            }

            @Override
            public byte[] serialize(Split split) {
                return ByteBuffer.allocate(8).putLong(split.offset()).array();
            }

            @Override
            public Split deserialize(int version, byte[] bytes) {
                return new Split(ByteBuffer.wrap(bytes).getLong());
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<Long> getEnumeratorCheckpointSerializer() {
        return new SimpleVersionedSerializer<>() {
            @Override
            public int getVersion() {
                return 1;
            }

            @Override
            public byte[] serialize(Long assigned) {
                return ByteBuffer.allocate(8).putLong(assigned).array();
            }

            @Override
            public Long deserialize(int version, byte[] bytes) {
                return ByteBuffer.wrap(bytes).getLong();
            }
        };
    }

    private static final class OneSplit implements SplitEnumerator<Split, Long> {
        private final SplitEnumeratorContext<Split> context;
        private long assigned;

        OneSplit(SplitEnumeratorContext<Split> context, long assigned) {
            this.context = context;
            this.assigned = assigned;
        }

        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, @Nullable String host) {}

        @Override
        public void addSplitsBack(List<Split> splits, int subtask) {
            assigned = 0;
        }

        @Override
        public void addReader(int subtask) {
            if (assigned == 0) {
                assigned = 1;
                context.assignSplit(new Split(0), subtask);
            }
            context.signalNoMoreSplits(subtask);
        }

        @Override
        public Long snapshotState(long checkpoint) {
            return assigned;
        }

        @Override
        public void close() {}
    }

    private static final class Reader implements SourceReader<FindingMessage, Split> {
        private final File file;
        private final AvroFrames<FindingMessage> frames = new AvroFrames<>(FindingMessage.class);
        private final CompletableFuture<Void> assigned = new CompletableFuture<>();
        private @Nullable RandomAccessFile in;
        private long offset;
        private boolean noMoreSplits;

        Reader(File file, SourceReaderContext context) {
            this.file = file;
        }

        @Override
        public void start() {}

        @Override
        public InputStatus pollNext(ReaderOutput<FindingMessage> output) throws Exception {
            if (!assigned.isDone() || !file.exists()) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            RandomAccessFile open = in;
            if (open == null) {
                open = new RandomAccessFile(file, "r");
                in = open;
            }
            long length = open.length();
            if (length < offset + 4) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            open.seek(offset);
            int size = open.readInt();
            if (size == PipeSink.END) {
                // Flink fails a job when what it has to say meets a reader that is gone
                return noMoreSplits ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
            }
            if (length < offset + 4 + size) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            byte[] frame = new byte[size];
            open.readFully(frame);
            offset += 4 + size;
            emit(frames.decode(frame), output);
            return InputStatus.MORE_AVAILABLE;
        }

        private static void emit(FindingMessage message, ReaderOutput<FindingMessage> output) {
            if (message.getFinding() == null) {
                output.emitWatermark(new Watermark(message.getWatermark()));
            } else {
                output.collect(message, message.getFinding().getKnownAt().toEpochMilli());
            }
        }

        @Override
        public List<Split> snapshotState(long checkpoint) {
            return assigned.isDone() ? List.of(new Split(offset)) : List.of();
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            if (!assigned.isDone()) {
                return assigned;
            }
            return CompletableFuture.runAsync(
                    () -> {},
                    CompletableFuture.delayedExecutor(POLL_MILLIS, TimeUnit.MILLISECONDS));
        }

        @Override
        public void addSplits(List<Split> splits) {
            for (Split split : splits) {
                offset = split.offset();
                assigned.complete(null);
            }
        }

        @Override
        public void notifyNoMoreSplits() {
            noMoreSplits = true;
        }

        @Override
        public void close() throws IOException {
            if (in != null) {
                in.close();
            }
        }
    }
}

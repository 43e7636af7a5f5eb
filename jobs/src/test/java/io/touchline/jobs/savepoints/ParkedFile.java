// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.savepoints;

import io.touchline.operators.ingest.Frame;
import io.touchline.operators.state.FrameSerializer;
import java.io.IOException;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/**
 * Frames of a file in order of write time; at {@code cut} it says so and waits for the savepoint,
 * from which it goes on. One split: the frames read so far.
 */
final class ParkedFile implements Source<Frame, ParkedFile.Position, Integer>, Serializable {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final int cut;
    private final String parked;

    /**
     * @param cut frames before it waits; beyond the last, it never does and ends
     * @param parked is created when it waits
     */
    ParkedFile(Path file, int cut, Path parked) {
        this.file = file.toString();
        this.cut = cut;
        this.parked = parked.toString();
    }

    static void write(Path file, List<Frame> frames) throws IOException {
        try (var out = new DataOutputViewStreamWrapper(Files.newOutputStream(file))) {
            out.writeInt(frames.size());
            for (Frame frame : frames) {
                FrameSerializer.INSTANCE.serialize(frame, out);
            }
        }
    }

    static List<Frame> read(Path file) throws IOException {
        List<Frame> frames = new ArrayList<>();
        try (var in = new DataInputViewStreamWrapper(Files.newInputStream(file))) {
            for (int left = in.readInt(); left > 0; left--) {
                frames.add(FrameSerializer.INSTANCE.deserialize(in));
            }
        }
        return frames;
    }

    /** How many frames were emitted. */
    record Position(int next) implements SourceSplit {
        @Override
        public String splitId() {
            return "file";
        }
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Frame, Position> createReader(SourceReaderContext context)
            throws IOException {
        return new Reader(read(Path.of(file)), cut, Path.of(parked));
    }

    @Override
    public SplitEnumerator<Position, Integer> createEnumerator(
            SplitEnumeratorContext<Position> context) {
        return new Assigner(context, 1);
    }

    @Override
    public SplitEnumerator<Position, Integer> restoreEnumerator(
            SplitEnumeratorContext<Position> context, Integer open) {
        return new Assigner(context, open);
    }

    @Override
    public SimpleVersionedSerializer<Position> getSplitSerializer() {
        return new IntBytes<>() {
            @Override
            public byte[] serialize(Position position) {
                return bytes(position.next());
            }

            @Override
            public Position deserialize(int version, byte[] bytes) {
                return new Position(number(bytes));
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<Integer> getEnumeratorCheckpointSerializer() {
        return new IntBytes<>() {
            @Override
            public byte[] serialize(Integer open) {
                return bytes(open);
            }

            @Override
            public Integer deserialize(int version, byte[] bytes) {
                return number(bytes);
            }
        };
    }

    private abstract static class IntBytes<T> implements SimpleVersionedSerializer<T> {
        @Override
        public int getVersion() {
            return 1;
        }

        static byte[] bytes(int number) {
            return ByteBuffer.allocate(4).putInt(number).array();
        }

        static int number(byte[] bytes) {
            return ByteBuffer.wrap(bytes).getInt();
        }
    }

    /** Gives the split to the first reader, once. */
    private static final class Assigner implements SplitEnumerator<Position, Integer> {
        private final SplitEnumeratorContext<Position> context;
        private int open;

        Assigner(SplitEnumeratorContext<Position> context, int open) {
            this.context = context;
            this.open = open;
        }

        @Override
        public void start() {}

        @Override
        public void handleSplitRequest(int subtask, String host) {}

        @Override
        public void addSplitsBack(List<Position> splits, int subtask) {
            open = splits.size();
        }

        @Override
        public void addReader(int subtask) {
            if (open > 0) {
                open = 0;
                context.assignSplit(new Position(0), subtask);
            }
            context.signalNoMoreSplits(subtask);
        }

        @Override
        public Integer snapshotState(long checkpoint) {
            return open;
        }

        @Override
        public void close() {}
    }

    private static final class Reader implements SourceReader<Frame, Position> {
        private final List<Frame> frames;
        private final int cut;
        private final Path parked;
        private CompletableFuture<Void> more = new CompletableFuture<>();
        private int next = -1;

        Reader(List<Frame> frames, int cut, Path parked) {
            this.frames = frames;
            this.cut = cut;
            this.parked = parked;
        }

        @Override
        public InputStatus pollNext(ReaderOutput<Frame> output) throws IOException {
            if (next < 0) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            if (next == frames.size()) {
                return InputStatus.END_OF_INPUT;
            }
            if (next == cut) {
                more = new CompletableFuture<>();
                Files.writeString(parked, "parked");
                return InputStatus.NOTHING_AVAILABLE;
            }
            Frame frame = frames.get(next++);
            output.collect(frame, frame.writeTime());
            if (next == frames.size() || frames.get(next).writeTime() > frame.writeTime()) {
                output.emitWatermark(new Watermark(frame.writeTime()));
            }
            return InputStatus.MORE_AVAILABLE;
        }

        @Override
        public void start() {}

        @Override
        public List<Position> snapshotState(long checkpoint) {
            return next < 0 ? List.of() : List.of(new Position(next));
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return more;
        }

        @Override
        public void addSplits(List<Position> splits) {
            next = splits.get(0).next();
            more.complete(null);
        }

        @Override
        public void notifyNoMoreSplits() {}

        @Override
        public void close() {}
    }
}

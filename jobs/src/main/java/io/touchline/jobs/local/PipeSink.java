// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import io.touchline.schemas.AvroFrames;
import io.touchline.schemas.avro.FindingMessage;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * The findings topic of the laptop: framed Avro, each with its length in front, appended to a file
 * that {@link PipeSource} follows. {@link #end} closes it.
 */
public final class PipeSink implements Sink<FindingMessage>, Serializable {
    private static final long serialVersionUID = 1L;

    static final int END = -1;

    private final String file;

    public PipeSink(Path file) {
        this.file = file.toString();
    }

    /** Tells the follower that nothing more will come. */
    public static void end(Path file) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(
                        Files.newOutputStream(
                                file, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
            out.writeInt(END);
        }
    }

    @Override
    public SinkWriter<FindingMessage> createWriter(WriterInitContext context) throws IOException {
        DataOutputStream out =
                new DataOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(Path.of(file)), 1 << 16));
        AvroFrames<FindingMessage> frames = new AvroFrames<>(FindingMessage.class);
        return new SinkWriter<>() {
            @Override
            public void write(FindingMessage message, Context at) throws IOException {
                byte[] frame = frames.encode(message);
                out.writeInt(frame.length);
                out.write(frame);
                if (message.getFinding() == null) {
                    out.flush(); // progress: what came before it must be visible with it
                }
            }

            @Override
            public void flush(boolean endOfInput) throws IOException {
                out.flush();
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }
}

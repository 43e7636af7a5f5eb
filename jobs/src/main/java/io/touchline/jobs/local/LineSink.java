// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.local;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Writes one line per element to a local file, at parallelism 1. For bounded runs in one process,
 * which do not restart: the file is written anew.
 *
 * @param <T> the element
 */
public final class LineSink<T> implements Sink<T>, Serializable {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final SerializableFunction<T, String> line;

    /**
     * @param line the line of an element; an empty one is not written
     */
    public LineSink(Path file, SerializableFunction<T, String> line) {
        this.file = file.toString();
        this.line = line;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        BufferedWriter out = Files.newBufferedWriter(Path.of(file), StandardCharsets.UTF_8);
        return new SinkWriter<>() {
            @Override
            public void write(T element, Context at) throws IOException {
                String text = line.apply(element);
                if (!text.isEmpty()) {
                    out.write(text);
                    out.write('\n');
                    out.flush(); // the console follows the file
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

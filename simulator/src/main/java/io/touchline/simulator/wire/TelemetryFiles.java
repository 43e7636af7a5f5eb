// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Rows into files below a folder, one folder per source; a log without a row has no file. */
public final class TelemetryFiles implements Closeable {
    private final Path output;
    private final Instant opened;
    private final Instant closed;
    private final Map<Log, BufferedWriter> writers = new EnumMap<>(Log.class);
    private final Map<Log, Long> counts = new EnumMap<>(Log.class);

    public TelemetryFiles(Path output, Instant opened, Instant closed) {
        this.output = output;
        this.opened = opened;
        this.closed = closed;
    }

    /** Removes what another run left; nothing else. */
    public static void clear(Path output) throws IOException {
        for (Log log : Log.values()) {
            Files.deleteIfExists(output.resolve(log.file()));
        }
    }

    /** Appends; the caller keeps the order. */
    public void write(Row row) {
        try {
            BufferedWriter writer = writers.get(row.log());
            if (writer == null) {
                writer = open(row.log());
                writers.put(row.log(), writer);
            }
            writer.write(RowText.of(row));
            writer.write('\n');
            counts.merge(row.log(), 1L, Long::sum);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BufferedWriter open(Log log) throws IOException {
        Path file = output.resolve(log.file());
        Files.createDirectories(output.resolve(log.folder()));
        BufferedWriter writer = Files.newBufferedWriter(file);
        writer.write(RowText.head(log, opened));
        return writer;
    }

    /** Records so far, by file. */
    public Map<String, Long> counts() {
        Map<String, Long> byFile = new TreeMap<>();
        counts.forEach((log, count) -> byFile.put(log.file(), count));
        return byFile;
    }

    @Override
    public void close() throws IOException {
        for (Map.Entry<Log, BufferedWriter> open : writers.entrySet()) {
            open.getValue().write(RowText.foot(open.getKey(), closed));
            open.getValue().close();
        }
    }
}

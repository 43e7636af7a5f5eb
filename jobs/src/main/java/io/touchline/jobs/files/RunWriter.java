// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * Writes one run; rows must come in order. Layout per row, big-endian: time, hash, line (8 bytes
 * each), file, format (4 each), flags (1), length (4), record.
 */
final class RunWriter implements Closeable {
    static final int BUFFER_BYTES = 64 * 1024;

    private final String name;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final CRC32C checksum = new CRC32C();
    private long rows;
    private long bytes;
    private long first;
    private long last;

    RunWriter(Path directory, String name) throws IOException {
        this.name = name;
        channel =
                FileChannel.open(
                        directory.resolve(name),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE);
    }

    void write(Row row) throws IOException {
        if (buffer.remaining() < Row.HEADER_BYTES) {
            flush();
        }
        buffer.putLong(row.time()).putLong(row.hash()).putLong(row.line());
        buffer.putInt(row.file()).putInt(row.format()).put((byte) row.flags());
        byte[] record = row.bytes();
        buffer.putInt(record.length);
        for (int at = 0; at < record.length; ) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int part = Math.min(buffer.remaining(), record.length - at);
            buffer.put(record, at, part);
            at += part;
        }
        first = rows == 0 ? row.time() : first;
        last = row.time();
        rows++;
    }

    long rows() {
        return rows;
    }

    /** Closes the file; the run is complete. */
    Run finish() throws IOException {
        flush();
        close();
        return new Run(name, rows, bytes, checksum.getValue(), first, last);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void flush() throws IOException {
        buffer.flip();
        bytes += buffer.remaining();
        checksum.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }
}

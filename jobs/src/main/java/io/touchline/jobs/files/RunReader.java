// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads one run; 64 KB of heap and one open file until its end or {@link #close}. A run that is not
 * what its manifest says fails with an {@link InputException}, at the latest at its end.
 */
final class RunReader implements Closeable {
    private final Run run;
    private final Path path;
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(RunWriter.BUFFER_BYTES).flip();
    private final CRC32C checksum = new CRC32C();
    private long rows;

    RunReader(Path directory, Run run) throws IOException {
        this.run = run;
        path = directory.resolve(run.file());
        verify(path, run);
        channel = FileChannel.open(path, StandardOpenOption.READ);
    }

    /** Checks what can be checked without reading: that the file is there, in its size. */
    static void verify(Path path, Run run) {
        if (!intact(path, run)) {
            throw unusable(path, Files.exists(path) ? "its size changed" : "it is missing");
        }
    }

    static boolean intact(Path path, Run run) {
        return Files.isRegularFile(path) && path.toFile().length() == run.bytes();
    }

    /** The next row, or null after the last, when the file is closed already. */
    @Nullable Row next() throws IOException {
        if (rows == run.rows()) {
            return null;
        }
        require(Row.HEADER_BYTES);
        long time = buffer.getLong();
        long hash = buffer.getLong();
        long line = buffer.getLong();
        int file = buffer.getInt();
        int format = buffer.getInt();
        int flags = buffer.get();
        int length = buffer.getInt();
        if (length < 0 || length > run.bytes()) {
            throw unusable(path, "its content changed");
        }
        byte[] record = new byte[length];
        for (int at = 0; at < length; ) {
            require(1);
            int part = Math.min(buffer.remaining(), length - at);
            buffer.get(record, at, part);
            at += part;
        }
        if (++rows == run.rows()) {
            end();
        }
        return new Row(time, hash, file, line, format, flags, record);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void end() throws IOException {
        boolean same = checksum.getValue() == run.checksum() && channel.position() == run.bytes();
        close();
        if (!same || buffer.hasRemaining()) {
            throw unusable(path, "its content changed");
        }
    }

    /** Makes {@code bytes} of the file available in the buffer. */
    private void require(int bytes) throws IOException {
        if (buffer.remaining() >= bytes) {
            return;
        }
        buffer.compact();
        int start = buffer.position();
        while (buffer.position() < bytes) {
            if (channel.read(buffer) < 0) {
                throw unusable(path, "it ends early");
            }
        }
        checksum.update(buffer.array(), start, buffer.position() - start);
        buffer.flip();
    }

    private static InputException unusable(Path path, String fact) {
        return new InputException(
                "could not read the sorted archive: " + path + ": " + fact,
                "delete the folder " + path.getParent() + " and start again from the files");
    }
}

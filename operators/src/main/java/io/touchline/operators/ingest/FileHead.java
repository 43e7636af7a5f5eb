// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The first 256 KB of a file, inflated if it is gzip, and a stream of all of it. A file that breaks
 * off inside its head is known by what came before; the stream then throws at that place.
 */
final class FileHead implements AutoCloseable {
    private static final int SIZE = 256 * 1024;
    private static final int BUFFER = 64 * 1024;

    private final byte[] bytes;
    private final InputStream whole;
    private final @Nullable IOException broken;

    private FileHead(byte[] bytes, InputStream whole, @Nullable IOException broken) {
        this.bytes = bytes;
        this.whole = whole;
        this.broken = broken;
    }

    static FileHead of(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        byte[] head = new byte[SIZE];
        int length = 0;
        InputStream rest = raw;
        IOException broken = null;
        try {
            rest = inflated(raw);
            int read = 0;
            while (read >= 0 && length < SIZE) {
                length += read;
                read = rest.read(head, length, SIZE - length);
            }
        } catch (IOException e) {
            broken = e;
            rest = new Broken(e, raw);
        }
        byte[] bytes = Arrays.copyOf(head, length);
        return new FileHead(
                bytes, new SequenceInputStream(new ByteArrayInputStream(bytes), rest), broken);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether the file goes on behind the head. */
    boolean goesOn() {
        return bytes.length == SIZE;
    }

    /** Why the head ends where it ends; null if that is the size or the end of the file. */
    @Nullable IOException broken() {
        return broken;
    }

    InputStream whole() {
        return whole;
    }

    @Override
    public void close() throws IOException {
        whole.close();
    }

    private static InputStream inflated(InputStream raw) throws IOException {
        raw.mark(4);
        byte[] magic = raw.readNBytes(3);
        raw.reset();
        return Unwrap.isGzip(magic) ? new GZIPInputStream(raw, BUFFER) : raw;
    }

    /** Throws where the file broke off. */
    private static final class Broken extends InputStream {
        private final IOException why;
        private final InputStream raw;

        Broken(IOException why, InputStream raw) {
            this.why = why;
            this.raw = raw;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("the file broke off: " + why.getMessage(), why);
        }

        @Override
        public void close() throws IOException {
            raw.close();
        }
    }
}

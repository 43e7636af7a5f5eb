// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The first 256 KB of a file, inflated if it is gzip, and a stream of all of it. A file that breaks
 * off inside its head is known by what came before; the stream then throws at that place.
 */
final class FileHead implements AutoCloseable {
    private static final int SIZE = 256 * 1024;
    private static final int BUFFER = 64 * 1024;
    private static final int CONTROL_BYTES = 8;

    /** Lines that are looked at. */
    static final int LINES = 50;

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

    /** Whether there are bytes in it that no text has. */
    boolean binary() {
        int controls = 0;
        for (int i = 0; i < Math.min(bytes.length, 8_192); i++) {
            byte b = bytes[i];
            if (b == 0) {
                return true;
            }
            // the audit of Linux sets resolved names apart by a group separator
            boolean text = b == '\t' || b == '\n' || b == '\r' || b == 0x1d;
            controls += b > 0 && b < ' ' && !text ? 1 : 0;
        }
        return controls > CONTROL_BYTES;
    }

    /** The first lines that are not blank; the last one only if the head holds all of it. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int start = 0;
        while (start < bytes.length && lines.size() < LINES) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            String line =
                    new String(bytes, start, end - start, StandardCharsets.UTF_8).stripTrailing();
            line = line.startsWith("\ufeff") ? line.substring(1) : line;
            boolean whole = end < bytes.length || !goesOn() || lines.isEmpty();
            if (!line.isBlank() && whole) {
                lines.add(line);
            }
            start = end + 1;
        }
        return lines;
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

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a stream line by line in bounded memory. Lines count from 1. */
final class ByteLines {
    private final InputStream in;
    private final byte[] buffer = new byte[64 * 1024];
    private final Slice line = new Slice();
    private int at;
    private int end;
    private long number;

    ByteLines(InputStream in) {
        this.in = in;
    }

    /**
     * Reads the next line, without its line end; false at the end of the stream.
     *
     * @throws IOException when the stream breaks; a line begun before that is lost
     */
    boolean advance() throws IOException {
        line.clear();
        boolean any = false;
        while (fill()) {
            any = true;
            int start = at;
            while (at < end && buffer[at] != '\n') {
                at++;
            }
            line.addAll(buffer, start, at - start);
            if (at < end) {
                at++;
                break;
            }
        }
        number += any ? 1 : 0;
        return any;
    }

    long number() {
        return number;
    }

    /** The line was cut: it is longer than 1 MB. */
    boolean tooLarge() {
        return line.tooLarge();
    }

    byte[] bytes() {
        byte[] bytes = line.bytes();
        int length = bytes.length;
        boolean carriage = length > 0 && bytes[length - 1] == '\r';
        return carriage ? Arrays.copyOf(bytes, length - 1) : bytes;
    }

    private boolean fill() throws IOException {
        if (at < end) {
            return true;
        }
        at = 0;
        end = Math.max(in.read(buffer, 0, buffer.length), 0);
        return end > 0;
    }
}

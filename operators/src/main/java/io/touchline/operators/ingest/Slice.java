// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import java.util.Arrays;

/** Collects the bytes of one record: up to 1 MB, or the first 64 KB of a larger one. */
final class Slice {
    static final int MAX = 1024 * 1024;

    private byte[] bytes = new byte[512];
    private int length;
    private boolean tooLarge;

    void add(int b) {
        if (tooLarge) {
            return;
        }
        if (length == MAX) {
            tooLarge = true;
            length = DeadLetter.MAX_BYTES;
            return;
        }
        grow(length + 1);
        bytes[length++] = (byte) b;
    }

    void addAll(byte[] more, int from, int count) {
        int room = Math.min(count, MAX - length);
        if (!tooLarge && room > 0) {
            grow(length + room);
            System.arraycopy(more, from, bytes, length, room);
            length += room;
        }
        if (room < count) {
            add(more[from]); // one byte too many
        }
    }

    boolean empty() {
        return length == 0;
    }

    boolean tooLarge() {
        return tooLarge;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, length);
    }

    void clear() {
        length = 0;
        tooLarge = false;
    }

    private void grow(int needed) {
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(Math.max(2 * bytes.length, needed), MAX));
        }
    }
}

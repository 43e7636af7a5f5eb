// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One framed record with what orders it: (time, hash, file, line). Only rows that are the same in
 * every field tie, as equal elements of an array on one line. Equal records of different files are
 * neighbours in either order of the files.
 *
 * @param hash {@link #hash} of the bytes
 * @param file index in the files of the manifest
 * @param format index in the formats of the manifest
 * @param flags {@link #BAD_TIME}, {@link #BORROWED_TIME}
 */
@SuppressWarnings("ArrayRecordComponent") // rows are ordered, never compared by equals
record Row(long time, long hash, int file, long line, int format, int flags, byte[] bytes)
        implements Comparable<Row> {
    /** The record has a time, but one that cannot be. */
    static final int BAD_TIME = 1;

    /** The record has no time and got that of a neighbour. */
    static final int BORROWED_TIME = 2;

    /** Bytes of a row in a run besides its record. */
    static final int HEADER_BYTES = 37;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ODD = 0x9E3779B97F4A7C15L;
    private static final long MIX = 0xD1B54A32D192ED03L;

    @Override
    public int compareTo(Row other) {
        return compare(time, hash, file, line, other);
    }

    static int compare(long time, long hash, int file, long line, Row other) {
        int order = Long.compare(time, other.time);
        if (order == 0) {
            order = Long.compare(hash, other.hash);
        }
        if (order == 0) {
            order = Integer.compare(file, other.file);
        }
        return order == 0 ? Long.compare(line, other.line) : order;
    }

    Row at(long newTime, int newFlags) {
        return new Row(newTime, hash, file, line, format, newFlags, bytes);
    }

    /** Part of an archive's identity: a sum of these does not depend on the order of rows. */
    long identity() {
        return mix(mix(mix(time ^ ODD) ^ hash) + ((long) file << 40) + line);
    }

    /** 64 bits of the content, not cryptographic; about 0.1 ns per byte. The order rests on it. */
    static long hash(byte[] bytes) {
        long hash = bytes.length * ODD;
        int i = 0;
        for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
            hash = mix(hash ^ (long) LONGS.get(bytes, i)) + ODD;
        }
        long tail = 0;
        for (; i < bytes.length; i++) {
            tail = tail << 8 | (bytes[i] & 0xFF);
        }
        return mix(mix(hash ^ tail) + ODD);
    }

    private static long mix(long value) {
        long product = value * MIX;
        return product ^ product >>> 32;
    }
}

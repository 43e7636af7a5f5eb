// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Hostile records, each of which must end as exactly one dead letter. Seeded. */
final class Poison {
    private static final int KINDS = 20;

    /** A schema that holds itself, and a payload without an end to it. */
    private static final String CYCLE =
            "{\"schema\":{\"type\":\"record\",\"name\":\"A\",\"fields\":[{\"name\":\"a\","
                    + "\"type\":\"A\"}]},\"payload\":{\"a\":{\"a\":null}}}";

    private final SplittableRandom random;

    Poison(long seed) {
        this.random = new SplittableRandom(seed ^ 0x5EED);
    }

    /** The next one; null is a record without a value. {@code honest} is what some are cut from. */
    byte @Nullable [] next(String honest) {
        return switch (random.nextInt(KINDS)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> noise(1 + random.nextInt(4_000));
            case 3 -> text(honest.substring(0, 1 + random.nextInt(honest.length() - 1)));
            case 4 -> text("[".repeat(100_000));
            case 5 -> text("{\"_path\":\"conn\",\"ts\":" + "9".repeat(100_000) + "}");
            case 6 -> text("{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000));
            case 7 -> text("{\"_path\":\"conn\",\"uid\":\"" + "\ud83d".repeat(3) + "\\ud83d");
            case 8 -> text("{\"_path\":\"no-such-log\",\"ts\":1,\"x\":\"" + noiseText() + "\"}");
            case 9 -> avro();
            case 10 -> text("{\"ts\":" + "9".repeat(1_000_000) + "}");
            case 11 ->
                    text(
                            "\ufeff\ufeff{\"ts\":1,\"ts\":2,\"uid\":\"a\",\"uid\":\""
                                    + noiseText()
                                    + "\"}");
            case 12 -> new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0, 0}; // zstd
            case 13 -> new byte[] {0x1f, (byte) 0x8b, 8, 0, 0}; // gzip, cut
            case 14 -> bomb();
            case 15 -> text(CYCLE);
            case 16 -> text("<Event xmlns=\"" + noiseText() + "\"><System><EventID>1</EventID>");
            case 17 ->
                    text("{\"Records\":[{\"eventVersion\":\"1.0\",\"eventTime\":\"" + noiseText());
            case 18 -> text("{\"records\":[{\"category\":\"" + noiseText() + "\"}]}");
            default ->
                    text(
                            "{\"CreationTime\":\"never\",\"Operation\":\"x\",\"UserId\":\""
                                    + noiseText());
        };
    }

    /** Never begins as gzip or JSON does, or it would be something else. */
    private byte[] noise(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        bytes[0] = (byte) 0xfe;
        return bytes;
    }

    private String noiseText() {
        return Long.toHexString(random.nextLong());
    }

    /** The head of an Avro frame with a schema id that nobody knows. */
    private byte[] avro() {
        byte[] frame = noise(64);
        frame[0] = 0;
        return frame;
    }

    /** 64 MB of one letter as 64 KB of gzip. */
    private static byte[] bomb() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            byte[] chunk = new byte[1 << 20];
            Arrays.fill(chunk, (byte) 'x');
            for (int megabyte = 0; megabyte < 64; megabyte++) {
                zip.write(chunk);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a stream in memory does not fail
        }
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

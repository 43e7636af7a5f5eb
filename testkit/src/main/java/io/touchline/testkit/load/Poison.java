// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Hostile records, each of which must end as exactly one dead letter. Seeded. */
final class Poison {
    private static final int KINDS = 10;

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
            default -> avro();
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

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

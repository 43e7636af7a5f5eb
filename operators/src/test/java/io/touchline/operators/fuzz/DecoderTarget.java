// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.fuzz;

import java.nio.charset.StandardCharsets;

/** What the fuzzer calls; which decoders it reaches first is decided by its corpus. */
public final class DecoderTarget {
    private DecoderTarget() {}

    /** Loads what every input needs, so that the first one is not charged with it. */
    public static void fuzzerInitialize() {
        Decoded.checked("\n{\"ts\":1.5}".getBytes(StandardCharsets.UTF_8));
    }

    /** By the name that Jazzer looks for. */
    public static void fuzzerTestOneInput(byte[] input) {
        Decoded.checked(input);
    }
}

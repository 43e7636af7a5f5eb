// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.fuzz;

/** What the fuzzer calls; which decoders it reaches first is decided by its corpus. */
public final class DecoderTarget {
    private DecoderTarget() {}

    /** By the name that Jazzer looks for. */
    public static void fuzzerTestOneInput(byte[] input) {
        Decoded.checked(input);
    }
}

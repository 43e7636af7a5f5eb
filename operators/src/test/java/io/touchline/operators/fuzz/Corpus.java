// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The inputs of a target that are kept: records of each log, and what once went wrong. */
final class Corpus {
    /** One per family of decoders. */
    static final List<String> TARGETS =
            List.of(
                    "unwrap",
                    "zeek",
                    "controllers",
                    "suricata",
                    "flows",
                    "endpoints",
                    "directories",
                    "clouds",
                    "access",
                    "mail",
                    "leases");

    private Corpus() {}

    /** Inputs as {@link Decoded} takes them. */
    static List<byte[]> of(String target) {
        List<byte[]> inputs = new ArrayList<>();
        for (String line : text(target).lines().toList()) {
            if (!line.startsWith("#")) {
                int space = line.indexOf(' ');
                inputs.add(
                        input(
                                Base64.getDecoder().decode(line.substring(0, space)),
                                Base64.getDecoder().decode(line.substring(space + 1))));
            }
        }
        return inputs;
    }

    private static byte[] input(byte[] format, byte[] record) {
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(format);
        input.write('\n');
        input.writeBytes(record);
        return input.toByteArray();
    }

    private static String text(String target) {
        try (InputStream in = Corpus.class.getResourceAsStream("/fuzz/" + target + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("no corpus " + target);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.operators.logs.Event;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Promise F1 of docs/reliability.md on what is kept; the profile fuzz looks for more. */
class CorpusTest {
    static final java.util.List<String> TARGETS = Corpus.TARGETS;

    /** Mutants of each kept input: cheap, the same each time. */
    private static final int MUTANTS = 40;

    @ParameterizedTest
    @FieldSource("TARGETS")
    void everythingKeptAndItsMutantsDecodeAsTheyShould(String target) {
        SplittableRandom random = new SplittableRandom(target.hashCode());
        for (byte[] input : Corpus.of(target)) {
            Decoded.checked(input);
            for (int i = 0; i < MUTANTS; i++) {
                Decoded.checked(mutant(input, random));
            }
        }
    }

    @Test
    void theCorpusReachesTheDecodersOfEachFamily() {
        TreeSet<String> reached = new TreeSet<>();
        for (String target : Corpus.TARGETS) {
            for (byte[] input : Corpus.of(target)) {
                Decoded.checked(input).events.stream().map(Event::source).forEach(reached::add);
            }
        }
        System.out.println(reached.size() + " logs: " + reached);
        assertThat(reached).hasSizeGreaterThanOrEqualTo(70);
    }

    @Test
    void whatMustHoldIsChecked() {
        byte[] binary = "zeek.conn|no format\n{}".getBytes(StandardCharsets.UTF_8);
        Decoded.checked(binary);
        assertThatThrownBy(() -> Decoded.checked(null)).isInstanceOf(RuntimeException.class);
    }

    private static byte[] mutant(byte[] input, SplittableRandom random) {
        byte[] bytes = input.clone();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = java.util.Arrays.copyOf(bytes, at);
                default -> {
                    int from = random.nextInt(bytes.length);
                    int length = Math.min(random.nextInt(30), bytes.length - Math.max(at, from));
                    System.arraycopy(bytes, from, bytes, at, Math.max(0, length));
                }
            }
        }
        return bytes;
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which login modules a {@code sasl.jaas.config} names, split into words as Kafka splits it. An
 * allow list: others have opened connections to wherever a configuration said (CVE-2023-25194,
 * JNDI).
 */
final class LoginModules {
    private static final Set<String> ALLOWED =
            Set.of(
                    "org.apache.kafka.common.security.scram.ScramLoginModule",
                    "org.apache.kafka.common.security.plain.PlainLoginModule");

    private LoginModules() {}

    /** Whether it names at least one module and no other than those allowed. */
    static boolean areAllowed(String jaas) {
        StreamTokenizer words = new StreamTokenizer(new StringReader(jaas));
        words.slashSlashComments(true);
        words.slashStarComments(true);
        words.wordChars('-', '-');
        words.wordChars('_', '_');
        words.wordChars('$', '$');
        boolean first = true;
        boolean any = false;
        try {
            while (words.nextToken() != StreamTokenizer.TT_EOF) {
                if (words.ttype == ';') {
                    first = true;
                } else if (first) {
                    if (words.sval == null || !ALLOWED.contains(words.sval)) {
                        return false;
                    }
                    any = true;
                    first = false;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a string has no trouble
        }
        return any;
    }

    static String names() {
        return String.join(" or ", new TreeSet<>(ALLOWED));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.logs.Log;
import io.touchline.operators.logs.Logs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * A field of one log in a record of another, as a collector adds them or a stranger sends them: no
 * reader takes it for something that its own log never says.
 */
class ForeignFieldsTest {
    /** All but leases, which are rows alone. */
    static final List<String> TARGETS =
            Corpus.TARGETS.stream().filter(target -> !target.equals("leases")).toList();

    private static final Pattern NAME = Pattern.compile("\"([A-Za-z][A-Za-z0-9_.-]{0,60})\" ?:");

    private static final Set<String> NAMES = names();

    @ParameterizedTest
    @FieldSource("TARGETS")
    void aFieldOfAnotherLogBreaksNothing(String target) {
        int tried = 0;
        List<String> broken = new ArrayList<>();
        for (byte[] input : Corpus.of(target)) {
            String text = new String(input, StandardCharsets.ISO_8859_1);
            int first = text.indexOf("\n{") + 1;
            if (first == 0 || !text.stripTrailing().endsWith("}")) {
                continue; // no object
            }
            for (String name : NAMES) {
                if (!text.contains("\"" + name + "\"")) {
                    String more = "\"" + name + "\":\"7\",";
                    tried++;
                    String richer = text.substring(0, first + 1) + more + text.substring(first + 1);
                    try {
                        Decoded.once(richer.getBytes(StandardCharsets.ISO_8859_1));
                    } catch (AssertionError | IllegalStateException e) {
                        broken.add(name + ": " + e.getMessage());
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
        System.out.println(target + ": " + tried + " foreign fields");
        assertThat(tried).isGreaterThan(500);
    }

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        Logs.all().stream().map(Log::columns).forEach(all -> all.forEach(names::addAll));
        for (String target : Corpus.TARGETS) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            Corpus.of(target).forEach(all::writeBytes);
            Matcher found = NAME.matcher(all.toString(StandardCharsets.ISO_8859_1));
            while (found.find()) {
                names.add(found.group(1));
            }
        }
        return names;
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.logs.Log;
import io.touchline.operators.logs.Logs;
import io.touchline.operators.telemetry.RecordFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which fields of a record its log does not know: neither a column nor on the list of {@code
 * known-fields.txt}. Unknown fields are counted, never fatal: they are how a new version of a
 * producer first shows. Costs one look-up per record, for records of one form have the same fields;
 * thread-safe.
 */
final class KnownFields {
    private static final String FILE = "/known-fields.txt";

    /** Of data sets that tell what a record is. */
    private static final Set<String> LABELS =
            Set.of("label", "detailedlabel", "detailed-label", "Label");

    /** Forms remembered; a flood of made-up names is looked at anew each time. */
    private static final int MAX_FORMS = 20_000;

    private static final Map<String, Set<String>> KNOWN = read();

    private final Map<Form, Boolean> forms = new ConcurrentHashMap<>();

    private record Form(String log, long shape) {}

    /** Whether a record has a field that its log does not know; false of logs that are not told. */
    boolean misses(String log, RecordFields fields, long shape) {
        Set<String> known = KNOWN.get(log);
        if (known == null) {
            return false;
        }
        Form form = new Form(log, shape);
        Boolean before = forms.get(form);
        if (before != null) {
            return before;
        }
        boolean misses = fields.values().keySet().stream().anyMatch(name -> !isKnown(name, known));
        if (forms.size() < MAX_FORMS) {
            forms.put(form, misses);
        }
        return misses;
    }

    /** How many forms are remembered. */
    int remembered() {
        return forms.size();
    }

    private static boolean isKnown(String name, Set<String> known) {
        return name.isEmpty()
                || name.charAt(0) == '_'
                || name.charAt(0) == '@'
                || known.contains(name)
                || LABELS.contains(name);
    }

    private static Map<String, Set<String>> read() {
        Map<String, Set<String>> known = new HashMap<>();
        try (InputStream in = KnownFields.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the list of known fields is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().filter(each -> !each.startsWith("#")).toList()) {
                String[] words = line.split(" ");
                Set<String> names = new HashSet<>(Arrays.asList(words).subList(1, words.length));
                Log log = Logs.named(words[0]);
                if (log == null) {
                    throw new IllegalStateException("there is no log " + words[0]);
                }
                log.columns().forEach(names::addAll);
                known.put(words[0], names);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }
}

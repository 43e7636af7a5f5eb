// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run of the generator had acknowledged.
 *
 * @param records honest records by source, repeats included
 * @param repeats of those, the ones sent before
 * @param poison hostile records
 * @param ticks records that only move time; like poison they end as dead letters
 */
public record Sent(Map<String, Long> records, Map<String, Long> repeats, long poison, long ticks) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Sent nothing() {
        return new Sent(Map.of(), Map.of(), 0, 0);
    }

    public long dead() {
        return poison + ticks;
    }

    public long honest() {
        return sum(records);
    }

    public long all() {
        return honest() + dead();
    }

    Sent plus(Sent other) {
        return new Sent(
                plus(records, other.records),
                plus(repeats, other.repeats),
                poison + other.poison,
                ticks + other.ticks);
    }

    /** All runs together; a generator that was killed has left no line, so start it again whole. */
    static Sent read(LoadFolder folder) throws IOException {
        Sent all = nothing();
        for (String line : Files.readAllLines(folder.sent())) {
            all = all.plus(JSON.readValue(line, Sent.class));
        }
        return all;
    }

    void append(LoadFolder folder) throws IOException {
        Files.write(
                folder.sent(),
                List.of(line()),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    String line() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Long> plus(Map<String, Long> one, Map<String, Long> other) {
        Map<String, Long> sum = new TreeMap<>(one);
        other.forEach((source, count) -> sum.merge(source, count, Long::sum));
        return sum;
    }

    static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}

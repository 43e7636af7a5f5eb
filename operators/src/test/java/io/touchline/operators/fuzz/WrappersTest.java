// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.logs.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Every record of the corpus that comes as one JSON object, in every wrapper that its producers or
 * shippers put around it, is the event that it is without.
 */
class WrappersTest {
    static final List<String> WRAPPERS =
            List.of(
                    "byte order mark",
                    "Connect struct",
                    "Connect string",
                    "Beats message",
                    "Beats event.original",
                    "Logstash event",
                    "records",
                    "Records",
                    "odata",
                    "array",
                    "EventBridge",
                    "gzip");

    private static final Map<String, UnaryOperator<byte[]>> BY_NAME =
            Map.ofEntries(
                    Map.entry("byte order mark", around("\ufeff ", "")),
                    Map.entry(
                            "Connect struct",
                            around("{\"schema\":{\"type\":\"struct\"},\"payload\":", "}")),
                    Map.entry(
                            "Connect string",
                            quoted("{\"schema\":{\"type\":\"string\"},\"payload\":", "}")),
                    Map.entry(
                            "Beats message",
                            quoted("{\"@timestamp\":\"2030-01-01T00:00:00Z\",\"message\":", "}")),
                    Map.entry("Beats event.original", quoted("{\"event\":{\"original\":", "}}")),
                    Map.entry(
                            "Logstash event",
                            quoted("{\"@version\":\"1\",\"event.original\":", "}")),
                    Map.entry("records", around("{\"records\":[", "]}")),
                    Map.entry("Records", around("{\"Records\":[", "]}")),
                    Map.entry("odata", around("{\"@odata.context\":\"x\",\"value\":[", "]}")),
                    Map.entry("array", around("[", "]")),
                    Map.entry(
                            "EventBridge",
                            around(
                                    "{\"version\":\"0\",\"detail-type\":\"x\",\"source\":\"y\",\"time\":\"2030-01-01T00:00:00Z\",\"detail\":",
                                    "}")),
                    Map.entry("gzip", WrappersTest::gzip));

    @ParameterizedTest
    @FieldSource("WRAPPERS")
    void aRecordIsTheSameEventInIt(String wrapper) {
        Map<String, Integer> same = new TreeMap<>();
        List<String> other = new ArrayList<>();
        for (String target : Corpus.TARGETS) {
            for (byte[] input : Corpus.of(target)) {
                byte[] record = record(input);
                Decoded bare = Decoded.checked(record);
                if (record.length < 2
                        || record[1] != '{'
                        || bare.events.size() != 1
                        || !bare.letters.isEmpty()) {
                    continue;
                }
                Event event = bare.events.get(0);
                byte[] body = java.util.Arrays.copyOfRange(record, 1, record.length);
                Decoded wrapped = Decoded.checked(line(BY_NAME.get(wrapper).apply(body)));
                boolean equal =
                        wrapped.letters.isEmpty()
                                && wrapped.events.size() == 1
                                && plain(wrapped.events.get(0)).equals(plain(event));
                if (equal) {
                    same.merge(event.source(), 1, Integer::sum);
                } else {
                    other.add(
                            event.source()
                                    + " "
                                    + new String(body, StandardCharsets.UTF_8)
                                    + " -> "
                                    + wrapped.events
                                    + wrapped.letters);
                }
            }
        }
        System.out.println(wrapper + ": " + same.size() + " logs " + same.keySet());
        assertThat(other).as("other than bare").isEmpty();
        assertThat(same).hasSizeGreaterThanOrEqualTo(60);
    }

    /** Without its form and the file's format. */
    private static Event plain(Event event) {
        return event.from("", 0, false);
    }

    private static byte[] record(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != '\n') {
            end++;
        }
        return java.util.Arrays.copyOfRange(input, end, input.length);
    }

    private static byte[] line(byte[] record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write('\n');
        out.writeBytes(record);
        return out.toByteArray();
    }

    private static UnaryOperator<byte[]> around(String before, String after) {
        return record -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(before.getBytes(StandardCharsets.UTF_8));
            out.writeBytes(record);
            out.writeBytes(after.getBytes(StandardCharsets.UTF_8));
            return out.toByteArray();
        };
    }

    private static UnaryOperator<byte[]> quoted(String before, String after) {
        return record -> {
            String text =
                    new String(record, StandardCharsets.UTF_8)
                            .replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("\n", "\\n")
                            .replace("\r", "\\r")
                            .replace("\t", "\\t");
            return around(before + '"', '"' + after).apply(text.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static byte[] gzip(byte[] record) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(record);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

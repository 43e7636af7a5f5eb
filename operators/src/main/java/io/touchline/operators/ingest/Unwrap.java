// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the wrappers off a record: gzip, Kafka Connect, zeek-kafka's tag, Beats and Logstash,
 * {@code Records} arrays. Bounded: 16 MB inflated, six wrappers deep.
 */
final class Unwrap {
    private static final int MAX_DEPTH = 6;
    private static final List<String> ARRAYS = List.of("Records", "records", "value");

    /** What was inside: the records up to the cap, and how many lay beyond it. */
    record Unwrapped(List<Payload> payloads, int beyondCap) {}

    private final int cap;
    private final List<Payload> payloads = new ArrayList<>();
    private int beyondCap;

    private Unwrap(int cap) {
        this.cap = cap;
    }

    /**
     * @param format encoded {@link FileFormat}, or empty
     * @param topic name of the topic, or empty
     */
    static Unwrapped payloads(String format, String topic, byte[] bytes, int cap) throws Refusal {
        if (format.startsWith(FileFormat.TOO_LARGE)) {
            throw new Refusal(DeadLetterReason.TOO_LARGE, "line longer than 1 MB");
        }
        Unwrap unwrap = new Unwrap(cap);
        if (format.isEmpty()) {
            unwrap.bytes(bytes, LogNames.ofName(topic));
        } else {
            unwrap.ofFile(FileFormat.parse(format), bytes);
        }
        return new Unwrapped(unwrap.payloads, unwrap.beyondCap);
    }

    private void ofFile(FileFormat format, byte[] bytes) throws Refusal {
        if (format.dialect() == FileFormat.Dialect.JSON) {
            bytes(bytes, format.log());
        } else {
            String row = new String(bytes, StandardCharsets.UTF_8);
            leaf(format.log(), Rows.fields(row, format));
        }
    }

    private void bytes(byte[] bytes, String hint) throws Refusal {
        byte[] plain = isGzip(bytes) ? inflate(bytes) : bytes;
        if (plain.length == 0) {
            throw new Refusal(DeadLetterReason.UNREADABLE, "empty record");
        }
        if (plain[0] == 0 && plain.length > 4) {
            throw new Refusal(
                    DeadLetterReason.UNKNOWN_LOG,
                    "an Avro frame is no telemetry that this version reads");
        }
        line(new String(plain, StandardCharsets.UTF_8), hint, 0);
    }

    private void line(String text, String hint, int depth) throws Refusal {
        String bare = text.startsWith("\ufeff") ? text.substring(1) : text;
        if (startsJson(bare)) {
            for (Object root : JsonTree.roots(bare)) {
                value(root, hint, depth);
            }
            if (payloads.isEmpty()) {
                throw new Refusal(DeadLetterReason.UNKNOWN_LOG, "JSON without a record in it");
            }
            return;
        }
        List<String> cells = Rows.split(bare, '\t');
        List<String> columns = ZeekColumns.fit(hint, cells.size());
        if (columns != null) {
            FileFormat format = FileFormat.tsv(hint, columns);
            leaf(hint, Rows.fields(bare, format));
            return;
        }
        boolean binary = bare.indexOf('\0') >= 0 || bare.indexOf('\ufffd') >= 0;
        throw new Refusal(
                binary ? DeadLetterReason.UNREADABLE : DeadLetterReason.UNKNOWN_LOG,
                "neither JSON nor a row of a known log");
    }

    private void value(Object value, String hint, int depth) throws Refusal {
        if (depth > MAX_DEPTH) {
            throw new Refusal(DeadLetterReason.TOO_LARGE, "more than six wrappers");
        }
        Map<String, Object> object = JsonTree.object(value);
        if (object != null) {
            object(object, hint, depth);
            return;
        }
        List<Object> array = JsonTree.array(value);
        if (array != null) {
            for (Object element : array) {
                value(element, hint, depth + 1);
            }
        } else {
            leaf(LogNames.UNRECOGNISED, RecordFields.ofJson(Map.of()));
        }
    }

    private void object(Map<String, Object> object, String hint, int depth) throws Refusal {
        Object inner = object.get("payload");
        if (inner != null && object.containsKey("schema")) {
            inner(inner, hint, depth);
            return;
        }
        if (object.size() == 1) {
            Map.Entry<String, Object> only = object.entrySet().iterator().next();
            if (only.getValue() instanceof Map && LogNames.knownPath(only.getKey())) {
                value(only.getValue(), LogNames.ofPath(only.getKey()), depth + 1);
                return;
            }
        }
        Object shipped = shipped(object);
        if (shipped != null) {
            String log = shippedLog(object);
            inner(shipped, log.isEmpty() ? hint : log, depth);
            return;
        }
        for (String name : ARRAYS) {
            List<Object> records = JsonTree.array(object.get(name));
            if (records != null) {
                value(records, hint, depth + 1);
                return;
            }
        }
        leaf(hint, RecordFields.ofJson(object));
    }

    private void inner(Object inner, String hint, int depth) throws Refusal {
        if (inner instanceof String text) {
            line(text, hint, depth + 1);
        } else {
            value(inner, hint, depth + 1);
        }
    }

    private void leaf(String hint, RecordFields fields) {
        if (payloads.size() < cap) {
            payloads.add(new Payload(hint, fields));
        } else {
            beyondCap++;
        }
    }

    /** The line that Beats or Logstash ships. Zeek's syslog log has a {@code message} as well. */
    private static @Nullable Object shipped(Map<String, Object> object) {
        RecordFields fields = RecordFields.ofJson(object);
        Object original = fields.raw("event.original");
        if (original != null) {
            return original;
        }
        boolean beats =
                object.containsKey("@timestamp")
                        || object.containsKey("@version")
                        || object.containsKey("agent");
        return beats ? object.get("message") : null;
    }

    private static String shippedLog(Map<String, Object> object) {
        RecordFields fields = RecordFields.ofJson(object);
        for (String name : List.of("event.dataset", "fileset.name")) {
            String dataset = fields.text(name);
            String log = dataset == null ? "" : LogNames.ofName(dataset);
            if (!log.isEmpty()) {
                return log;
            }
        }
        Map<String, Object> shipper = JsonTree.object(object.get("log"));
        String path = fields.text("log.file.path");
        if (path == null && shipper != null) {
            path = RecordFields.ofJson(shipper).text("file.path");
        }
        return path == null ? "" : LogNames.ofName(path);
    }

    private static boolean startsJson(String text) {
        int at = 0;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() && (text.charAt(at) == '{' || text.charAt(at) == '[');
    }

    static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    private static byte[] inflate(byte[] bytes) throws Refusal {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = in.readNBytes(JsonTree.MAX_DOCUMENT + 1);
            if (plain.length > JsonTree.MAX_DOCUMENT) {
                throw new Refusal(DeadLetterReason.TOO_LARGE, "more than 16 MB when inflated");
            }
            return plain;
        } catch (IOException e) {
            throw new Refusal(DeadLetterReason.UNREADABLE, "corrupt gzip: " + e.getMessage());
        }
    }
}

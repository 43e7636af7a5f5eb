// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.logs.DeclaredLogs;
import io.touchline.operators.logs.DeclaredSource;
import io.touchline.operators.logs.Log;
import io.touchline.operators.logs.Logs;
import io.touchline.operators.telemetry.DeadLetterReason;
import io.touchline.operators.telemetry.JsonTree;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Takes the wrappers off a record until its own fields are reached, and names its log. Bounded: 16
 * MB inflated, six wrappers deep.
 *
 * <p>In this order: gzip; Kafka Connect's {@code schema} and {@code payload}; zeek-kafka's tag;
 * Beats and Logstash; {@code Records}, {@code records} and {@code value} arrays; EventBridge; a
 * diagnostic record of Azure; a Windows event. Text that is no JSON is a line of a declared source,
 * one behind a syslog head, a line of a log whose form tells it ({@link LineForms}), or a row of
 * the log that the topic names.
 */
final class Unwrap {
    private static final int MAX_DEPTH = 6;
    private static final String SHIPPER = "shipper";
    private static final String SYSLOG = "zeek.syslog";
    private static final List<String> ARRAYS = List.of("Records", "records", "value");

    /** What was inside: the records up to the cap, and how many lay beyond it. */
    record Unwrapped(List<Payload> payloads, int beyondCap) {}

    private final int cap;
    private final DeclaredLogs declared;
    private String place;
    private final List<Payload> payloads = new ArrayList<>();
    private int beyondCap;
    private @Nullable String shipper;

    private Unwrap(int cap, DeclaredLogs declared, String place) {
        this.cap = cap;
        this.declared = declared;
        this.place = place;
    }

    /**
     * @param format encoded {@link FileFormat}, or empty
     * @param place name of the topic or file, or empty
     */
    static Unwrapped payloads(
            String format, String place, byte[] bytes, int cap, DeclaredLogs declared)
            throws Refusal {
        if (format.startsWith(FileFormat.TOO_LARGE)) {
            throw new Refusal(DeadLetterReason.TOO_LARGE, "line longer than 1 MB");
        }
        Unwrap unwrap = new Unwrap(cap, declared, place);
        if (format.isEmpty()) {
            unwrap.bytes(bytes, Logs.ofName(place));
        } else {
            unwrap.ofFile(FileFormat.parse(format), bytes);
        }
        return new Unwrapped(unwrap.payloads, unwrap.beyondCap);
    }

    private void ofFile(FileFormat format, byte[] bytes) throws Refusal {
        Log log = Logs.named(format.log());
        place = place.isEmpty() ? format.log() : place;
        switch (format.dialect()) {
            case JSON -> bytes(bytes, log);
            case LINE -> {
                String text = new String(bytes, StandardCharsets.UTF_8);
                boolean read =
                        pairs(text)
                                || (log != null
                                        && form(LineForms.read(log, text, format.columns())));
                if (!read) {
                    throw new Refusal(DeadLetterReason.MALFORMED, "no line of " + format.log());
                }
            }
            case ZEEK_TSV, CSV -> {
                String row = new String(bytes, StandardCharsets.UTF_8);
                RecordFields fields = Rows.fields(row, format);
                Log own = declared.of(DeclaredSource.Format.CSV, fields, place);
                records(own == null ? log : own, fields);
            }
        }
    }

    /** Whether {@code text} is a line of a declared source. */
    private boolean pairs(String text) {
        if (declared.isEmpty()) {
            return false;
        }
        RecordFields fields = KeyValues.of(text);
        Log own = declared.of(DeclaredSource.Format.KEY_VALUE, fields, place);
        if (own != null) {
            records(own, fields);
        }
        return own != null;
    }

    /** Whether {@code text} is a row, without a header, of a declared source. */
    private boolean row(String text) throws Refusal {
        for (List<String> columns : declared.columnsIn(place)) {
            if (Rows.csv(text, ',').size() == columns.size()) {
                RecordFields fields = Rows.fields(text, FileFormat.csv(place, columns));
                Log own = declared.of(DeclaredSource.Format.CSV, fields, place);
                if (own != null) {
                    records(own, fields);
                    return true;
                }
            }
        }
        return false;
    }

    private void bytes(byte[] bytes, @Nullable Log hint) throws Refusal {
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

    private void line(String text, @Nullable Log hint, int depth) throws Refusal {
        String bare = text.startsWith("\ufeff") ? text.substring(1) : text;
        if (startsJson(bare)) {
            int before = payloads.size();
            for (Object root : JsonTree.roots(bare)) {
                value(root, hint, depth);
            }
            if (payloads.size() == before && beyondCap == 0) {
                throw new Refusal(DeadLetterReason.UNKNOWN_LOG, "JSON without a record in it");
            }
            return;
        }
        if (pairs(bare) || row(bare)) {
            return;
        }
        SyslogHead head = depth > MAX_DEPTH ? null : SyslogHead.of(bare);
        if (head != null && !head.message().isEmpty()) {
            shipper = head.host().isEmpty() ? shipper : head.host();
            line(head.message(), hint, depth + 1);
            return;
        }
        List<String> records = LineForms.records(bare);
        if (records.size() > 1) {
            for (String record : records) {
                Payload read = LineForms.read(record);
                if (!form(read)) {
                    add(new Payload(null, RecordFields.ofJson(Map.of())));
                }
            }
            return;
        }
        if (form(LineForms.read(bare))) {
            return;
        }
        List<String> columns = columns(hint, Rows.split(bare, '\t').size());
        if (hint != null && columns != null) {
            records(hint, Rows.fields(bare, FileFormat.tsv(hint.name(), columns)));
            return;
        }
        boolean binary = bare.indexOf('\0') >= 0 || bare.indexOf('\ufffd') >= 0;
        throw new Refusal(
                binary ? DeadLetterReason.UNREADABLE : DeadLetterReason.UNKNOWN_LOG,
                "neither JSON nor a row of a known log");
    }

    private boolean form(@Nullable Payload read) {
        if (read == null || read.log() == null) {
            return false;
        }
        records(read.log(), shipper == null ? read.fields() : read.fields().with(SHIPPER, shipper));
        return true;
    }

    private void value(Object value, @Nullable Log hint, int depth) throws Refusal {
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
            add(new Payload(null, RecordFields.ofJson(Map.of())));
        }
    }

    private void object(Map<String, Object> object, @Nullable Log hint, int depth) throws Refusal {
        Object inner = object.get("payload");
        if (inner != null && object.containsKey("schema")) {
            inner(inner, hint, depth);
            return;
        }
        if (object.size() == 1) {
            Map.Entry<String, Object> only = object.entrySet().iterator().next();
            Log tag = only.getValue() instanceof Map ? Logs.ofPath(only.getKey()) : null;
            if (tag != null) {
                value(only.getValue(), tag, depth + 1);
                return;
            }
        }
        Object shipped = Shippers.line(object);
        if (shipped != null) {
            Log log = Shippers.log(object);
            shipper = Shippers.host(object);
            inner(shipped, log == null ? hint : log, depth);
            shipper = null;
            return;
        }
        for (String name : ARRAYS) {
            List<Object> records = JsonTree.array(object.get(name));
            if (records != null) {
                value(records, hint, depth + 1);
                return;
            }
        }
        Object detail = object.get("detail");
        if (detail instanceof Map && object.containsKey("detail-type")) {
            value(detail, hint, depth + 1);
            return;
        }
        leaf(WindowsEvents.flat(AzureRecords.flat(object)), hint);
    }

    private void inner(Object inner, @Nullable Log hint, int depth) throws Refusal {
        if (inner instanceof String text) {
            line(text, hint, depth + 1);
        } else {
            value(inner, hint, depth + 1);
        }
    }

    private void leaf(Map<String, Object> object, @Nullable Log hint) {
        RecordFields fields = RecordFields.ofJson(object);
        Log own = declared.of(DeclaredSource.Format.JSON, fields, place);
        if (own != null) {
            records(own, fields);
            return;
        }
        Log category = AzureRecords.log(fields);
        records(category == null ? Logs.of(fields, hint) : category, fields);
    }

    private void records(@Nullable Log log, RecordFields fields) {
        if (log == null) {
            add(new Payload(null, fields));
            return;
        }
        String message = log.name().equals(SYSLOG) ? fields.text("message") : null;
        if (message != null && pairs(message)) {
            return; // whoever declared the message knows more of it than Zeek does
        }
        for (RecordFields part : log.parts(fields)) {
            add(new Payload(log, part));
        }
    }

    private void add(Payload payload) {
        if (payloads.size() < cap) {
            payloads.add(payload);
        } else {
            beyondCap++;
        }
    }

    /**
     * The default columns of {@code log} that {@code cells} values fit, with or without two columns
     * of labels after them; null if none does.
     */
    static @Nullable List<String> columns(@Nullable Log log, int cells) {
        for (int labels = 0; log != null && labels <= 2; labels += 2) {
            for (List<String> columns : log.columns()) {
                if (columns.size() + labels == cells) {
                    return columns;
                }
            }
        }
        return null;
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

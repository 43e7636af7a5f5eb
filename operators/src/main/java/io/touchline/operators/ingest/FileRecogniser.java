// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.ingest.FileFramer.Kind;
import io.touchline.operators.ingest.FileFramer.Recognition;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells by its head, then by its name, what a file is and how its records are cut. */
final class FileRecogniser {
    private static final int HEAD_LINES = 50;
    private static final int CONTROL_BYTES = 8;

    /** How records are cut out of a file. */
    enum Framing {
        NONE,
        /** Rows below a {@code #fields} line. */
        TSV_LINES,
        /** Rows whose columns are known from elsewhere. */
        TSV_ROWS,
        JSON_LINES,
        JSON_DOCUMENT,
        CSV_RECORDS
    }

    /** What to do with a file. */
    record Plan(Recognition recognition, Framing framing, FileFormat format) {}

    private final byte[] head;
    private final List<String> lines;
    private final String nameLog;

    private FileRecogniser(FileHead head, String label) {
        this.head = head.bytes();
        this.lines = lines(head);
        this.nameLog = LogNames.ofName(label);
    }

    static Plan recognise(FileHead head, String label) {
        return new FileRecogniser(head, label).plan(head.broken());
    }

    private Plan plan(@Nullable IOException broken) {
        if (head.length == 0) {
            String why = broken == null ? "an empty file" : "broken: " + broken.getMessage();
            return LogNames.supported(nameLog)
                    ? plan(
                            nameLog,
                            why + ", by its name",
                            Framing.TSV_ROWS,
                            FileFormat.tsv(nameLog, List.of()))
                    : unrecognised(why);
        }
        if (binary()) {
            return unrecognised("binary");
        }
        if (lines.isEmpty()) {
            return unrecognised("blank");
        }
        for (String line : lines) {
            if (line.startsWith("#separator") || line.startsWith("#fields")) {
                return tsv();
            }
        }
        String first = lines.get(0);
        if (first.startsWith("{") || first.startsWith("[")) {
            return json(first);
        }
        Plan rows = rowsWithoutHeader();
        if (rows != null) {
            return rows;
        }
        return csv(first);
    }

    private Plan tsv() {
        TsvHeader header = new TsvHeader();
        lines.forEach(header::accept);
        String log = log(header, nameLog);
        return plan(log, "header of a Zeek log", Framing.TSV_LINES, header.format(log));
    }

    /** The log that a header names; the name of the file makes it the open variant. */
    static String log(TsvHeader header, String nameLog) {
        if (header.path().isEmpty()) {
            Map<String, Object> names = new LinkedHashMap<>();
            header.columns().forEach(column -> names.put(column, column));
            return LogNames.of(new Payload(nameLog, RecordFields.ofJson(names)));
        }
        String log = LogNames.ofPath(header.path());
        if (log.equals(LogNames.UNRECOGNISED)) {
            return LogNames.OTHER;
        }
        return open(log, nameLog);
    }

    private static String open(String log, String nameLog) {
        String variant = log.replace("zeek.", "zeek.open_");
        return nameLog.equals(variant) ? variant : log;
    }

    private Plan json(String first) {
        List<String> candidates = lines;
        Framing framing = Framing.JSON_LINES;
        Map<String, Object> object = JsonTree.object(JsonTree.single(first));
        if (object != null && object.keySet().iterator().hasNext()) {
            if (object.keySet().iterator().next().equals("ledger")) {
                return unrecognised("a ledger of planted attacks is not telemetry");
            }
        }
        boolean wrapped = object != null && holdsRecords(object);
        boolean document = wrapped || (object == null && !otherLinesAreJson());
        if (document || first.startsWith("[")) {
            framing = Framing.JSON_DOCUMENT;
            candidates = elements();
        }
        String known = "";
        for (String candidate : candidates) {
            String log = open(logOf(candidate), nameLog);
            if (LogNames.supported(log)) {
                return plan(log, "JSON of " + log, framing, FileFormat.json(log));
            }
            known = known.isEmpty() && log.startsWith("zeek.") ? log : known;
        }
        if (known.isEmpty() && !nameLog.isEmpty() && candidates.stream().anyMatch(this::hasTime)) {
            return plan(nameLog, "JSON, by its name", framing, FileFormat.json(nameLog));
        }
        return known.isEmpty()
                ? unrecognised("JSON of no known log")
                : plan(known, "JSON of " + known, framing, FileFormat.json(known));
    }

    private static String logOf(String json) {
        try {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            List<Payload> payloads =
                    Unwrap.payloads(FileFormat.json("").encode(), "", bytes, 1).payloads();
            return payloads.isEmpty() ? LogNames.UNRECOGNISED : LogNames.of(payloads.get(0));
        } catch (Refusal e) {
            return LogNames.UNRECOGNISED; // this one does not tell, the next may
        }
    }

    private boolean hasTime(String json) {
        Map<String, Object> object = JsonTree.object(JsonTree.single(json));
        return object != null && object.containsKey("ts");
    }

    private static boolean holdsRecords(Map<String, Object> object) {
        return object.get("Records") instanceof List
                || object.get("records") instanceof List
                || object.get("value") instanceof List;
    }

    /** Lines of JSON with a broken one at the top, rather than one document over many lines. */
    private boolean otherLinesAreJson() {
        boolean any = false;
        for (String line : lines.subList(1, lines.size())) {
            if (line.startsWith("{") && line.endsWith(",")) {
                return false;
            }
            any |= line.startsWith("{") && JsonTree.single(line) != null;
        }
        return any;
    }

    private List<String> elements() {
        List<String> elements = new ArrayList<>();
        JsonElements reader = new JsonElements(new ByteArrayInputStream(head));
        try {
            while (elements.size() < HEAD_LINES && reader.advance()) {
                elements.add(reader.textOfElement());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an array in memory does not break
        }
        return elements;
    }

    private @Nullable Plan rowsWithoutHeader() {
        String row = "";
        for (String line : lines) {
            row = row.isEmpty() && !line.startsWith("#") ? line : row;
        }
        List<String> cells = Rows.names(row, '\t');
        if (cells.get(0).equals("ts") && (cells.contains("uid") || cells.contains("uids"))) {
            TsvHeader header = new TsvHeader();
            header.columns(cells);
            String log = log(header, nameLog);
            return plan(log, "a header line without #", Framing.TSV_ROWS, header.format(log));
        }
        List<String> columns = ZeekColumns.fit(nameLog, cells.size());
        if (columns != null) {
            return plan(
                    nameLog,
                    "rows that fit its name",
                    Framing.TSV_ROWS,
                    FileFormat.tsv(nameLog, columns));
        }
        boolean other = !nameLog.isEmpty() && !LogNames.supported(nameLog) && cells.size() > 3;
        return other
                ? plan(nameLog, "rows, by its name", Framing.NONE, FileFormat.tsv(nameLog, cells))
                : null;
    }

    private Plan csv(String first) {
        List<String> columns = Rows.csv(first);
        Map<String, Object> names = new LinkedHashMap<>();
        columns.forEach(column -> names.put(column.strip(), column));
        String log = LogNames.of(new Payload("", RecordFields.ofJson(names)));
        if (columns.size() < 3 || !(log.equals(LogNames.AUDIT) || log.equals(LogNames.MAIL))) {
            return unrecognised("no header, JSON or rows of a known log");
        }
        return plan(
                log,
                "CSV with the columns of " + log,
                Framing.CSV_RECORDS,
                FileFormat.csv(log, List.copyOf(names.keySet())));
    }

    private static Plan plan(String log, String why, Framing framing, FileFormat format) {
        if (log.equals(LogNames.UNRECOGNISED)) {
            return unrecognised("a header of no known log");
        }
        Kind kind = LogNames.supported(log) ? Kind.SUPPORTED : Kind.KNOWN_BUT_UNSUPPORTED;
        return new Plan(new Recognition(kind, log, why), framing, format);
    }

    private static Plan unrecognised(String why) {
        return new Plan(
                new Recognition(Kind.UNRECOGNISED, LogNames.UNRECOGNISED, Texts.escaped(why, 120)),
                Framing.NONE,
                FileFormat.json(LogNames.UNRECOGNISED));
    }

    private boolean binary() {
        int controls = 0;
        for (int i = 0; i < Math.min(head.length, 8_192); i++) {
            byte b = head[i];
            if (b == 0) {
                return true;
            }
            controls += b > 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' ? 1 : 0;
        }
        return controls > CONTROL_BYTES;
    }

    /** The first lines that are not blank; the last one only if the head holds all of it. */
    private static List<String> lines(FileHead head) {
        List<String> lines = new ArrayList<>();
        byte[] bytes = head.bytes();
        int start = 0;
        while (start < bytes.length && lines.size() < HEAD_LINES) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            String line =
                    new String(bytes, start, end - start, StandardCharsets.UTF_8).stripTrailing();
            line = line.startsWith("\ufeff") ? line.substring(1) : line;
            boolean whole = end < bytes.length || !head.goesOn() || lines.isEmpty();
            if (!line.isBlank() && whole) {
                lines.add(line);
            }
            start = end + 1;
        }
        return lines;
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.ingest.FileFramer.Kind;
import io.touchline.operators.ingest.FileFramer.Recognition;
import io.touchline.operators.logs.DeclaredLogs;
import io.touchline.operators.logs.DeclaredSource;
import io.touchline.operators.logs.Log;
import io.touchline.operators.logs.Logs;
import io.touchline.operators.telemetry.JsonTree;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import io.touchline.operators.telemetry.Texts;
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
    /** How records are cut out of a file. */
    enum Framing {
        NONE,
        /** Rows below a {@code #fields} line. */
        TSV_LINES,
        /** Rows whose columns are known from elsewhere. */
        TSV_ROWS,
        JSON_LINES,
        JSON_DOCUMENT,
        /** Lines in a form of their own. */
        LINES,
        /** Records of several such lines. */
        BLOCKS,
        CSV_RECORDS
    }

    /** What to do with a file. */
    record Plan(Recognition recognition, Framing framing, FileFormat format) {}

    private final byte[] head;
    private final List<String> lines;
    private final boolean binary;
    private final String label;
    private final @Nullable Log nameLog;
    private final DeclaredLogs declared;

    private FileRecogniser(FileHead head, String label, DeclaredLogs declared) {
        this.head = head.bytes();
        this.lines = head.lines();
        this.binary = head.binary();
        this.label = label;
        this.nameLog = Logs.ofName(label);
        this.declared = declared;
    }

    static Plan recognise(FileHead head, String label, DeclaredLogs declared) {
        return new FileRecogniser(head, label, declared).plan(head.broken());
    }

    private Plan plan(@Nullable IOException broken) {
        if (head.length == 0) {
            String why = broken == null ? "an empty file" : "broken: " + broken.getMessage();
            return nameLog == null
                    ? unrecognised(why)
                    : plan(
                            nameLog,
                            why + ", by its name",
                            Framing.TSV_ROWS,
                            FileFormat.tsv(nameLog.name(), List.of()));
        }
        if (head.length > 1 && head[0] == 0x0c && head[1] == (byte) 0xa5) {
            return unrecognised("a binary nfdump file: write it as text with nfdump -o csv");
        }
        if (binary) {
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
        Plan own = declaredPairs();
        if (own != null) {
            return own;
        }
        Plan rows = rowsWithoutHeader();
        rows = rows == null ? lineForm() : rows;
        return rows == null ? csv(first) : rows;
    }

    private Plan tsv() {
        TsvHeader header = new TsvHeader();
        lines.forEach(header::accept);
        return ofHeader(header, "header of a Zeek log", Framing.TSV_LINES);
    }

    private Plan ofHeader(TsvHeader header, String why, Framing framing) {
        Log log = log(header, nameLog);
        if (log != null) {
            return plan(log, why, framing, header.format(log.name()));
        }
        return header.path().isEmpty()
                ? unrecognised("a header of no known log")
                : new Plan(
                        new Recognition(Kind.KNOWN_BUT_UNSUPPORTED, Logs.OTHER, why),
                        Framing.NONE,
                        header.format(Logs.OTHER));
    }

    /** The log that a header names, or null; the name of the file makes it the open variant. */
    static @Nullable Log log(TsvHeader header, @Nullable Log nameLog) {
        if (header.path().isEmpty()) {
            Map<String, Object> names = new LinkedHashMap<>();
            header.columns().forEach(column -> names.put(column, column));
            return Logs.of(RecordFields.ofJson(names), nameLog);
        }
        Log log = Logs.ofPath(header.path());
        return log == null ? null : Logs.variant(log, nameLog);
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
        for (String candidate : candidates) {
            Log told = logOf(candidate);
            if (told != null) {
                Log log = Logs.variant(told, nameLog);
                return plan(log, "JSON of " + log, framing, FileFormat.json(log.name()));
            }
        }
        boolean partner = nameLog != null && !nameLog.partner().isEmpty();
        if (nameLog != null && (partner || candidates.stream().anyMatch(this::hasTime))) {
            return plan(nameLog, "JSON, by its name", framing, FileFormat.json(nameLog.name()));
        }
        return unrecognised("JSON of no known log");
    }

    private @Nullable Log logOf(String json) {
        try {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            List<Payload> payloads =
                    Unwrap.payloads(FileFormat.json("").encode(), label, bytes, 1, declared)
                            .payloads();
            return payloads.isEmpty() ? null : payloads.get(0).log();
        } catch (Refusal e) {
            return null; // this one does not tell, the next may
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
            while (elements.size() < FileHead.LINES && reader.advance()) {
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
            return ofHeader(header, "a header line without #", Framing.TSV_ROWS);
        }
        List<String> columns = Unwrap.columns(nameLog, cells.size());
        if (nameLog != null && columns != null) {
            return plan(
                    nameLog,
                    "rows that fit its name",
                    Framing.TSV_ROWS,
                    FileFormat.tsv(nameLog.name(), columns));
        }
        return null;
    }

    private @Nullable Plan lineForm() {
        List<String> columns = FlowLine.columns(lines.get(0));
        Log flows = columns.isEmpty() ? null : Logs.named(FlowLine.LOG);
        if (flows != null) {
            return plan(
                    flows,
                    "a header of " + flows,
                    Framing.LINES,
                    FileFormat.lines(flows.name(), columns));
        }
        for (int i = 0; i < lines.size(); i++) {
            Payload read = LineForms.read(block(i));
            Log log = read == null ? null : read.log();
            if (log != null) {
                return plan(
                        log,
                        "lines of " + log,
                        LineForms.blocks(log) ? Framing.BLOCKS : Framing.LINES,
                        FileFormat.lines(log.name(), List.of()));
            }
        }
        return null;
    }

    private @Nullable Plan declaredPairs() {
        for (String line : declared.isEmpty() ? List.<String>of() : lines) {
            Log log = declared.of(DeclaredSource.Format.KEY_VALUE, KeyValues.of(line), label);
            if (log != null) {
                return plan(
                        log,
                        "pairs of " + log,
                        Framing.LINES,
                        FileFormat.lines(log.name(), List.of()));
            }
        }
        return null;
    }

    /** A line and those that continue it. */
    private String block(int start) {
        String first = lines.get(start);
        StringBuilder block = new StringBuilder(first);
        for (int i = start + 1; i < lines.size(); i++) {
            if (!LineForms.continues(first, lines.get(i))) {
                break;
            }
            block.append('\n').append(lines.get(i));
        }
        return block.toString();
    }

    private Plan csv(String first) {
        char separator = first.indexOf(',') < 0 && first.indexOf('\t') >= 0 ? '\t' : ',';
        List<String> columns = Rows.csv(first, separator);
        Map<String, Object> names = new LinkedHashMap<>();
        columns.forEach(column -> names.put(column.strip(), column));
        Log own = declared.ofHeader(List.copyOf(names.keySet()), label);
        Log log = own == null ? Logs.of(RecordFields.ofJson(names), null) : own;
        if (columns.size() < 3 || log == null) {
            return unrecognised("no header, JSON or rows of a known log");
        }
        return plan(
                log,
                "CSV with the columns of " + log,
                Framing.CSV_RECORDS,
                FileFormat.csv(log.name(), List.copyOf(names.keySet()), separator));
    }

    private static Plan plan(Log log, String why, Framing framing, FileFormat format) {
        return new Plan(new Recognition(Kind.SUPPORTED, log.name(), why), framing, format);
    }

    private static Plan unrecognised(String why) {
        return new Plan(
                new Recognition(Kind.UNRECOGNISED, Logs.UNRECOGNISED, Texts.escaped(why, 120)),
                Framing.NONE,
                FileFormat.json(Logs.UNRECOGNISED));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.telemetry.DeadLetterReason;
import io.touchline.operators.telemetry.Notation;
import io.touchline.operators.telemetry.RecordFields;
import io.touchline.operators.telemetry.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cuts a row of a TSV log or a CSV export into its fields. */
final class Rows {
    private static final String GLUE = "   "; // some labelled sets glue their labels on by this
    private static final Set<String> LABELS = Set.of("label", "detailedlabel", "detailed-label");
    private static final int MAX_CELLS = 2_000;

    private Rows() {}

    /**
     * Fields of one row.
     *
     * @throws Refusal malformed, when the row has fewer fields than its header
     */
    static RecordFields fields(String row, FileFormat format) throws Refusal {
        List<String> columns = format.columns();
        boolean tsv = format.dialect() == FileFormat.Dialect.ZEEK_TSV;
        List<String> cells = tsv ? split(row, format.separator()) : csv(row, format.separator());
        if (tsv) {
            unglue(cells);
        }
        if (cells.size() < columns.size() && !onlyLabelsMissing(columns, cells.size())) {
            throw new Refusal(
                    DeadLetterReason.MALFORMED,
                    "row of " + cells.size() + " fields where there are " + columns.size());
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(columns.size(), cells.size()); i++) {
            String cell = cells.get(i);
            if (!cell.isEmpty() && !cell.equals(format.unset())) {
                fields.put(columns.get(i), cell);
            }
        }
        return tsv
                ? RecordFields.ofRow(
                        fields, new Notation(format.setSeparator(), format.empty(), format.unset()))
                : RecordFields.ofJson(fields);
    }

    /** The cells of a line, a trailing line end left out. */
    static List<String> split(String line, char separator) {
        int length = line.length();
        while (length > 0 && (line.charAt(length - 1) == '\n' || line.charAt(length - 1) == '\r')) {
            length--;
        }
        List<String> cells = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= length && cells.size() < MAX_CELLS; i++) {
            if (i == length || line.charAt(i) == separator) {
                cells.add(line.substring(start, i));
                start = i + 1;
            }
        }
        return cells;
    }

    /** The names of a header line, labels that are glued on included. */
    static List<String> names(String header, char separator) {
        List<String> names = split(header, separator);
        unglue(names);
        names.replaceAll(String::strip);
        return names;
    }

    /** The cells of one CSV record (RFC 4180), which may run over many lines. */
    static List<String> csv(String record, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < record.length() && cells.size() < MAX_CELLS; i++) {
            char c = record.charAt(i);
            if (quoted && c == '"' && i + 1 < record.length() && record.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"' && (quoted || cell.length() == 0)) {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else if (quoted || (c != '\n' && c != '\r')) {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static void unglue(List<String> cells) {
        String last = cells.get(cells.size() - 1);
        if (!last.contains(GLUE)) {
            return;
        }
        List<String> parts = new ArrayList<>();
        for (String part : last.split(GLUE)) { // a literal: no backtracking
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        // Only labels are glued: one value and the two of them. Anything else is text.
        if (parts.size() == 3 || parts.size() == 2) {
            cells.remove(cells.size() - 1);
            cells.addAll(parts);
        }
    }

    private static boolean onlyLabelsMissing(List<String> columns, int from) {
        for (int i = from; i < columns.size(); i++) {
            if (!LABELS.contains(columns.get(i))) {
                return false;
            }
        }
        return true;
    }
}

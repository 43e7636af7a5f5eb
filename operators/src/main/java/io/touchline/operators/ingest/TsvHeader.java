// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.telemetry.Texts;
import java.util.List;

/** The {@code #} lines of a Zeek TSV log, taken in one by one; a later header replaces it. */
final class TsvHeader {
    private static final int MAX_COLUMNS = 1_000;

    private char separator = '\t';
    private String setSeparator = ",";
    private String empty = "(empty)";
    private String unset = "-";
    private String path = "";
    private List<String> columns = List.of();

    /** Takes in a header line; false when the line is none. */
    boolean accept(String line) {
        if (!line.startsWith("#")) {
            return false;
        }
        if (line.startsWith("#separator")) {
            separator = separator(line.substring("#separator".length()).strip());
            path = "";
            return true;
        }
        int gap = line.indexOf(separator);
        String name = gap < 0 ? line : line.substring(0, gap);
        String value = gap < 0 ? "" : line.substring(gap + 1);
        switch (name) {
            case "#set_separator" -> setSeparator = value.isEmpty() ? setSeparator : value;
            case "#empty_field" -> empty = value;
            case "#unset_field" -> unset = value;
            case "#path" -> path = Texts.lower(value.strip());
            case "#fields" -> columns(Rows.names(value, separator));
            default -> {}
        }
        return true;
    }

    /** Columns from elsewhere: a header line without {@code #}, or Zeek's defaults. */
    void columns(List<String> names) {
        columns = names.size() > MAX_COLUMNS ? names.subList(0, MAX_COLUMNS) : names;
    }

    String path() {
        return path;
    }

    List<String> columns() {
        return columns;
    }

    FileFormat format(String log) {
        return new FileFormat(
                log, FileFormat.Dialect.ZEEK_TSV, columns, separator, setSeparator, empty, unset);
    }

    private static char separator(String text) {
        if (text.startsWith("\\x") && text.length() >= 4) {
            try {
                return (char) Integer.parseInt(text.substring(2, 4), 16);
            } catch (NumberFormatException e) {
                return '\t'; // no separator: the usual one
            }
        }
        return text.length() == 1 ? text.charAt(0) : '\t';
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import io.touchline.jobs.files.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Rows of a Zeek log with tabs, gzipped or not. For what is known of a recording beside what {@code
 * detect} reads: labels and times.
 */
public final class ZeekRows {
    private static final String FIELDS = "#fields\t";

    private ZeekRows() {}

    /** One row: its number in the file, from 1, and its values; {@code ""} for a field it lacks. */
    public record Row(int line, List<String> names, List<String> values) {
        public String get(String field) {
            int at = names.indexOf(field);
            return at < 0 || at >= values.size() ? "" : values.get(at);
        }

        public double seconds() {
            return Double.parseDouble(get("ts"));
        }
    }

    /** What is done with a row. */
    public interface Reader {
        void row(Row row);
    }

    public static void read(Path file, Reader reader) {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<String> names = List.of();
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.startsWith(FIELDS)) {
                    names = columns(line.substring(FIELDS.length()));
                } else if (!line.startsWith("#") && !line.isBlank()) {
                    reader.row(new Row(number, names, columns(line)));
                }
            }
        } catch (IOException e) {
            throw new InputException(
                    "could not read " + file + ": " + e, "give folders that can be read");
        }
    }

    /** Label columns may be glued on with three spaces. */
    private static List<String> columns(String line) {
        return List.of(line.replace("   ", "\t").split("\t", -1));
    }
}

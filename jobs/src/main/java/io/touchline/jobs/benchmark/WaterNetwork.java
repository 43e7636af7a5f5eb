// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import io.touchline.jobs.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * A file of BATADAL: hourly readings of the signals of a water network. Values are rounded to
 * hundredths: file 04 has no more digits than that, and file 03, of the same plant, has nine.
 *
 * @param signals names, in order
 * @param times seconds since 1970, as if UTC
 * @param values by time and signal
 */
record WaterNetwork(List<String> signals, long[] times, double[][] values) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MM/yy HH", Locale.ROOT);
    private static final double HUNDREDTHS = 100;

    static WaterNetwork read(Path file) {
        String cure = "give the folder with BATADAL_dataset03.csv and BATADAL_dataset04.csv";
        if (!Files.isRegularFile(file)) {
            throw new InputException("could not read " + file + ": it is not there", cure);
        }
        int row = 0;
        try {
            List<String> lines = Files.readAllLines(file);
            String[] head = lines.get(0).split(",", -1);
            // the first column is the time, the last the flag
            List<String> signals =
                    List.of(head).subList(1, head.length - 1).stream().map(String::strip).toList();
            int n = lines.size() - 1;
            long[] times = new long[n];
            double[][] values = new double[n][signals.size()];
            for (row = 1; row <= n; row++) {
                String[] cells = lines.get(row).split(",", -1);
                times[row - 1] = seconds(cells[0].strip());
                for (int j = 0; j < signals.size(); j++) {
                    double value = Double.parseDouble(cells[j + 1].strip());
                    values[row - 1][j] = Math.round(value * HUNDREDTHS) / HUNDREDTHS;
                }
            }
            return new WaterNetwork(signals, times, values);
        } catch (IOException e) {
            throw new InputException("could not read " + file + ": " + e, cure);
        } catch (DateTimeException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new InputException(
                    "could not read " + file + ":" + (row + 1) + ": not time,values,flag", cure);
        }
    }

    /** Of a time such as {@code 13/09/16 23}. */
    static long seconds(String time) {
        return LocalDateTime.parse(time, TIME).toEpochSecond(ZoneOffset.UTC);
    }
}

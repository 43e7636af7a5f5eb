// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.benchmark.NabScore.Window;
import io.touchline.jobs.files.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One series of the Numenta Anomaly Benchmark with its labelled windows.
 *
 * @param name group and file, as the labels call it
 * @param times seconds since 1970, as if UTC
 * @param values of each time
 * @param windows labelled, in order, by index
 */
record NabSeries(String name, long[] times, double[] values, List<Window> windows) {
    private static final String LABELS = "labels/combined_windows.json";
    private static final String CURE =
            "give the folder of the benchmark, which holds data/ and labels/combined_windows.json";

    /** The part of the name before the file. */
    String group() {
        return name.substring(0, name.indexOf('/'));
    }

    /** Every labelled series whose file is there, by name. */
    static List<NabSeries> readAll(Path folder) {
        Path labels = folder.resolve(LABELS);
        if (!Files.isRegularFile(labels)) {
            throw new InputException("could not read " + labels + ": it is not there", CURE);
        }
        try {
            Map<String, JsonNode> windows = new TreeMap<>();
            new ObjectMapper()
                    .readTree(labels.toFile())
                    .properties()
                    .forEach(entry -> windows.put(entry.getKey(), entry.getValue()));
            List<NabSeries> all = new ArrayList<>();
            for (Map.Entry<String, JsonNode> entry : windows.entrySet()) {
                Path file = folder.resolve("data").resolve(entry.getKey());
                if (Files.isRegularFile(file)) {
                    all.add(read(entry.getKey(), file, entry.getValue()));
                }
            }
            if (all.isEmpty()) {
                throw new InputException(
                        "could not evaluate " + folder + ": no labelled series is in data", CURE);
            }
            return all;
        } catch (IOException e) {
            throw new InputException("could not read " + folder + ": " + e, CURE);
        }
    }

    private static NabSeries read(String name, Path file, JsonNode labels) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int n = lines.size() - 1;
        long[] times = new long[n];
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            String line = lines.get(i + 1);
            int comma = line.indexOf(',');
            try {
                times[i] = seconds(line.substring(0, comma));
                values[i] = Double.parseDouble(line.substring(comma + 1));
            } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new InputException(
                        "could not read " + file + ":" + (i + 2) + ": not time,value", CURE);
            }
        }
        List<Window> windows = new ArrayList<>();
        for (JsonNode label : labels) {
            long from = seconds(label.path(0).asText());
            long until = seconds(label.path(1).asText());
            int first = 0;
            while (first < n && times[first] < from) {
                first++;
            }
            int last = n - 1;
            while (last >= 0 && times[last] > until) {
                last--;
            }
            windows.add(new Window(first, last));
        }
        return new NabSeries(name, times, values, windows);
    }

    private static long seconds(String time) {
        return LocalDateTime.parse(time.strip().replace(' ', 'T')).toEpochSecond(ZoneOffset.UTC);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.backfill;

import io.touchline.operators.ingest.FileFramer;
import io.touchline.operators.ingest.WriteTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** Telemetry of files of lines, cut by write time as a rotated archive is. */
final class SplitTelemetry {
    private SplitTelemetry() {}

    /** Copies the rows whose write time holds; headers always. Returns how many rows. */
    static long copy(Path from, Path to, LongPredicate writeTimes) throws IOException {
        long rows = 0;
        List<Path> files;
        try (Stream<Path> all = Files.walk(from)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Map<Long, Long> times = times(file);
            List<String> kept = new ArrayList<>();
            long line = 0;
            for (String text : Files.readAllLines(file)) {
                Long time = times.get(++line);
                if (time == null ? text.startsWith("#") : writeTimes.test(time)) {
                    kept.add(text);
                    rows += time == null ? 0 : 1;
                }
            }
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.write(target, kept);
        }
        return rows;
    }

    private static Map<Long, Long> times(Path file) throws IOException {
        Map<Long, Long> times = new HashMap<>();
        try (FileFramer framer = FileFramer.open(file, file.getFileName().toString())) {
            for (FileFramer.RawRecord row = framer.next(); row != null; row = framer.next()) {
                times.put(row.line(), WriteTime.ofFile(row.format(), row.bytes()));
            }
        }
        return times;
    }
}

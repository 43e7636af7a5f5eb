// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** Reads back what the simulator wrote, knowing nothing of how. */
final class WrittenFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private WrittenFiles() {}

    static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** All lines but comments. */
    static List<String> records(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.startsWith("#")).toList();
    }

    /** Content time, plus the duration where the row is written at the end. */
    static Instant writeTime(String path, String line) throws IOException {
        if (!line.startsWith("{")) {
            String[] cells = line.split("\t", -1);
            return micros(cells[0], path.endsWith("dns.log") ? cells[8] : "0");
        }
        JsonNode row = JSON.readTree(line);
        if (row.has("CreationTime")) {
            return LocalDateTime.parse(row.get("CreationTime").asText()).toInstant(ZoneOffset.UTC);
        }
        if (row.has("date")) {
            return OffsetDateTime.parse(row.get("date").asText()).toInstant();
        }
        return micros(row.get("ts").asText(), row.path("duration").asText("0"));
    }

    private static Instant micros(String seconds, String duration) {
        long micros =
                new BigDecimal(seconds).add(new BigDecimal(duration)).movePointRight(6).longValue();
        return Instant.EPOCH.plusNanos(micros * 1000);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is planted and planned.
 *
 * @param header its first line, as written
 * @param rows how many records the plan has
 * @param first the first write time in it, milliseconds
 * @param last the last write time in it
 * @param tick write time of the records that end it: time has passed every window by then
 * @param records how many records of each source
 * @param planted one line per chain
 */
public record LoadLedger(
        String header,
        int rows,
        long first,
        long last,
        long tick,
        Map<String, Long> records,
        List<JsonNode> planted) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static LoadLedger read(LoadFolder folder) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(folder.ledger())) {
            lines.add(JSON.readTree(line));
        }
        JsonNode header = lines.get(0);
        Map<String, Long> records = new TreeMap<>();
        header.get("records")
                .properties()
                .forEach(source -> records.put(source.getKey(), source.getValue().asLong()));
        return new LoadLedger(
                header.toString(),
                header.get("rows").asInt(),
                header.get("first").asLong(),
                header.get("last").asLong(),
                header.get("tick").asLong(),
                records,
                List.copyOf(lines.subList(1, lines.size())));
    }
}

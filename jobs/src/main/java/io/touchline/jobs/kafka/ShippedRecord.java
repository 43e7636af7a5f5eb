// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.touchline.operators.ingest.WriteTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A line of a simulated log as a shipper would send it: JSON, with {@code _write_ts}, and with
 * {@code _path} where Zeek wrote it.
 *
 * @param written write time in milliseconds
 * @param family folder of its file: zeek, m365 or email
 */
record ShippedRecord(long written, String family, String json) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ZEEK = "zeek";

    /**
     * Every line below {@code folder}, in the order of writing; equal times in the order of files
     * and lines.
     */
    static List<ShippedRecord> of(Path folder) throws IOException {
        List<ShippedRecord> records = new ArrayList<>();
        for (Path file : logs(folder)) {
            String family = folder.relativize(file).getName(0).toString();
            String name = String.valueOf(file.getFileName());
            String path = family.equals(ZEEK) ? name.substring(0, name.indexOf('.')) : "";
            try (Stream<String> lines = Files.lines(file)) {
                Columns columns = new Columns();
                lines.forEach(line -> columns.read(line, family, path, records));
            }
        }
        records.sort(Comparator.comparingLong(ShippedRecord::written));
        return records;
    }

    private static List<Path> logs(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            return files.filter(file -> file.getNameCount() == folder.getNameCount() + 2)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** The columns of one file; none in a file of JSON lines. */
    private static final class Columns {
        private String[] names = {};
        private String[] types = {};

        void read(String line, String family, String path, List<ShippedRecord> out) {
            if (line.startsWith("#fields\t")) {
                names = line.substring(line.indexOf('\t') + 1).split("\t", -1);
            } else if (line.startsWith("#types\t")) {
                types = line.substring(line.indexOf('\t') + 1).split("\t", -1);
            } else if (!line.startsWith("#") && !line.isEmpty()) {
                ObjectNode record = names.length == 0 ? parsed(line) : row(line);
                if (!path.isEmpty()) {
                    record.put("_path", path);
                }
                byte[] bytes = record.toString().getBytes(StandardCharsets.UTF_8);
                long written = WriteTime.ofFile("", bytes);
                out.add(
                        new ShippedRecord(
                                written, family, record.put("_write_ts", written).toString()));
            }
        }

        private static ObjectNode parsed(String line) {
            try {
                return (ObjectNode) JSON.readTree(line);
            } catch (IOException e) {
                throw new IllegalStateException("the simulator wrote a line that is no JSON", e);
            }
        }

        private ObjectNode row(String line) {
            ObjectNode record = JSON.createObjectNode();
            String[] cells = line.split("\t", -1);
            for (int i = 0; i < names.length; i++) {
                if (!cells[i].equals("-")) {
                    put(record, names[i], types[i], cells[i]);
                }
            }
            return record;
        }

        private static void put(ObjectNode record, String name, String type, String cell) {
            switch (type) {
                case "time", "interval" -> record.put(name, new java.math.BigDecimal(cell));
                case "count", "int", "port" -> record.put(name, Long.parseLong(cell));
                case "bool" -> record.put(name, cell.equals("T"));
                default -> {
                    if (type.startsWith("set[") || type.startsWith("vector[")) {
                        ArrayNode items = record.putArray(name);
                        if (!cell.equals("(empty)")) {
                            Stream.of(cell.split(",", -1)).forEach(items::add);
                        }
                    } else {
                        record.put(name, cell);
                    }
                }
            }
        }
    }
}

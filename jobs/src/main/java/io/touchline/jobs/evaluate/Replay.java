// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.files.InputException;
import io.touchline.jobs.local.IncidentFile;
import io.touchline.jobs.local.OutputFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What {@code detect} found in recorded telemetry; nothing of it stays on disk.
 *
 * @param findings all that passed their gate, published or not
 * @param incidents the highest revision of each, held back or not; merged ones are left out
 * @param summary what {@code summary.json} says
 */
public record Replay(List<JsonNode> findings, List<JsonNode> incidents, JsonNode summary) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Replay of(Detect detect, List<Path> inputs, Map<String, String> options) {
        try {
            Path output = Files.createTempDirectory("touchline-evaluate");
            try {
                detect.run(inputs, output, options);
                OutputFiles files = new OutputFiles(output);
                List<JsonNode> findings = new ArrayList<>();
                JsonLine.readAll(files.findings(), line -> findings.add(line.json()));
                return new Replay(
                        findings,
                        List.copyOf(IncidentFile.latest(files.incidents()).values()),
                        JSON.readTree(files.summary().toFile()));
            } finally {
                delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while detecting", e);
        }
    }

    /**
     * A folder of recorded telemetry: the one of that name below a folder of the data.
     *
     * @throws InputException when it is not there
     */
    public static Path folder(String evaluation, List<Path> data, String name) {
        for (Path each : data) {
            Path folder = each.resolve(name);
            if (Files.exists(folder)) {
                return folder;
            }
        }
        throw new InputException(
                "could not evaluate "
                        + evaluation
                        + (data.isEmpty() ? ": no data" : ": no " + name + " in " + data.get(0)),
                "give the folder of recorded telemetry that holds " + name + " with --data");
    }

    public static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.ArchivedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.jspecify.annotations.Nullable;

/**
 * What baselines were trained on; {@code manifest.json} beside the savepoint.
 *
 * @param version of this layout
 * @param madeBy version of Touchline
 * @param flinkVersion version of Flink
 * @param site venue, part of every key
 * @param from first write time
 * @param cut last write time: a stream goes on from here
 * @param sources first write time and cut of each source; what overlaps is counted once
 * @param books per source what became of its records; those without a fate are pending in the
 *     savepoint
 * @param sha256 of the savepoint's files, by name
 */
public record TrainingManifest(
        int version,
        String madeBy,
        String flinkVersion,
        String site,
        String from,
        String cut,
        Map<String, Range> sources,
        Map<String, Map<String, Long>> books,
        String sha256) {
    static final int VERSION = 1;
    private static final String FILE_NAME = "manifest.json";
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    /**
     * Write times of one source.
     *
     * @param from the first
     * @param cut the last
     */
    public record Range(String from, String cut) {}

    /** The file in the folder that {@code backfill} writes. */
    public static Path in(Path folder) {
        return folder.resolve(FILE_NAME);
    }

    /** The manifest of a savepoint that was just written. */
    public static TrainingManifest of(
            String site,
            String madeBy,
            ArchiveManifest archive,
            Map<String, Map<String, Long>> books,
            Path savepoint)
            throws IOException {
        Map<String, long[]> times = new TreeMap<>();
        for (ArchivedFile file : archive.files()) {
            if (file.rows() > 0) {
                long[] range =
                        times.computeIfAbsent(
                                file.log(), log -> new long[] {Long.MAX_VALUE, Long.MIN_VALUE});
                range[0] = Math.min(range[0], file.first());
                range[1] = Math.max(range[1], file.last());
            }
        }
        Map<String, Range> sources = new TreeMap<>();
        times.forEach((log, range) -> sources.put(log, new Range(iso(range[0]), iso(range[1]))));
        return new TrainingManifest(
                VERSION,
                madeBy,
                EnvironmentInformation.getVersion(),
                site,
                iso(archive.first()),
                iso(archive.last()),
                sources,
                books,
                TrainedSavepoint.checksum(savepoint));
    }

    /** How many were read, whatever became of them. */
    public long rows() {
        return books.values().stream().mapToLong(book -> book.getOrDefault("read", 0L)).sum();
    }

    /** Writes it beside the savepoint. */
    public void write(Path folder) throws IOException {
        Files.writeString(in(folder), JSON.writeValueAsString(this) + "\n");
    }

    /** The manifest in a folder, if there is one of this layout. */
    static @Nullable TrainingManifest find(Path folder) throws IOException {
        Path file = in(folder);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            TrainingManifest read = JSON.readValue(file.toFile(), TrainingManifest.class);
            return read.version == VERSION ? read : null;
        } catch (JsonProcessingException e) {
            return null; // no manifest of ours
        }
    }

    private static String iso(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}

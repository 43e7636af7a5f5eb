// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds where a job that was stopped or killed goes on. */
public final class LatestCheckpoint {
    private static final String COMPLETE = "_metadata";
    private static final int DEPTH = 3; // job id, chk-N, _metadata

    private LatestCheckpoint() {}

    /**
     * The last checkpoint of detection.
     *
     * @param folder {@code kafka.checkpoints}
     */
    public static Optional<Path> ofDetection(Path folder) throws IOException {
        return below(folder.resolve(KafkaJobs.DETECTION));
    }

    /** The checkpoint below {@code folder} that was completed last; none where there is none. */
    static Optional<Path> below(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Path> complete;
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            complete = files.filter(file -> file.endsWith(COMPLETE)).toList();
        }
        return complete.stream()
                .max(Comparator.comparing(LatestCheckpoint::time).thenComparing(file -> file))
                .map(Path::getParent);
    }

    private static FileTime time(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0); // gone since: any other is newer
        }
    }
}

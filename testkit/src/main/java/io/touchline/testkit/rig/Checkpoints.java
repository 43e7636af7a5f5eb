// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.testkit.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What an operator finds on disk after the JobManager is gone. */
final class Checkpoints {
    private static final int DEPTH = 3; // job id, chk-N, _metadata

    private Checkpoints() {}

    /** The checkpoint that was completed last. */
    static Optional<Path> latest(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH)) {
            List<Path> complete = files.filter(file -> file.endsWith("_metadata")).toList();
            return complete.stream()
                    .max(Comparator.comparingLong(Checkpoints::completed))
                    .map(Path::getParent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long completed(Path metadata) {
        try {
            return Files.getLastModifiedTime(metadata).toMillis();
        } catch (IOException e) {
            return 0; // subsumed since
        }
    }
}

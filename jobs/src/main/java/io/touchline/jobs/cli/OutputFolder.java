// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import io.touchline.jobs.files.InputException;
import io.touchline.jobs.local.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder that a command writes to: emptied of what an earlier run left, and nothing else. */
final class OutputFolder {
    private OutputFolder() {}

    /**
     * @throws InputException when it cannot be written
     */
    static void prepare(OutputFiles files) {
        List<Path> ours =
                List.of(
                        files.work(),
                        files.report(),
                        files.findings(),
                        files.incidents(),
                        files.responses(),
                        files.deadLetters(),
                        files.summary());
        try {
            Files.createDirectories(files.folder());
            for (Path old : ours) {
                delete(old);
            }
            Files.createDirectories(files.work());
        } catch (IOException e) {
            throw new InputException(
                    "could not write to " + files.folder() + ": it is no folder, or not writable",
                    "give another folder with --output");
        }
    }

    /** Deletes a file or a folder with all that is in it, if it is there. */
    static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> all = Files.walk(path)) {
                for (Path each : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.deleteIfExists(each);
                }
            }
        }
    }
}

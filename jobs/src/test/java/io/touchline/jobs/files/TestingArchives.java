// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import io.touchline.jobs.local.OutputFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sorted archives where a run looks for them. */
public final class TestingArchives {
    private TestingArchives() {}

    /** Sorts the inputs below the work folder of a run; makes its folders. */
    public static ArchiveManifest of(OutputFiles files, List<Path> inputs) throws IOException {
        Files.createDirectories(files.work());
        return SortedArchive.prepare(
                inputs, files.work().resolve("archive"), ArchiveOptions.defaults(), Progress.NONE);
    }
}

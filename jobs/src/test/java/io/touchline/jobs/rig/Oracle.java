// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.rig;

import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.ArchiveOptions;
import io.touchline.jobs.files.SortedArchive;
import io.touchline.jobs.local.LocalRun;
import io.touchline.jobs.local.OutputFiles;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.VenueCalendar;
import io.touchline.testkit.load.LoadFolder;
import io.touchline.testkit.load.LoadLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.FileUtils;

/**
 * The fault-free reference of a load: both jobs over its records as files, in one process. Writes
 * what must come of it beside it.
 *
 * <p>The file run is told to end where the tick of the topics ends, so that the same windows close.
 *
 * <p>Main: {@code DIR SITE}.
 */
public final class Oracle {
    private Oracle() {}

    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        write(new LoadFolder(Path.of(args[0])), args[1]);
        System.out.printf("oracle: %.1f s%n", (System.nanoTime() - start) / 1e9);
    }

    /**
     * @param site that the jobs under test are configured with; it is part of every key and id
     */
    public static void write(LoadFolder folder, String site)
            throws IOException, InterruptedException {
        LoadLedger ledger = LoadLedger.read(folder);
        OutputFiles files = new OutputFiles(folder.folder().resolve("oracle"));
        FileUtils.deleteDirectory(files.folder().toFile()); // of an earlier run
        Files.createDirectories(folder.folder().resolve("expected"));
        Files.createDirectories(files.work());
        Settings settings =
                Settings.parse(
                        new String[] {
                            "--venue.site",
                            site,
                            "--files.end-delay",
                            (ledger.tick() - ledger.last()) + " ms"
                        });
        ArchiveManifest archive =
                SortedArchive.prepare(
                        List.of(folder.input()),
                        files.work().resolve("archive"),
                        ArchiveOptions.from(settings.configuration()),
                        (phase, done, total, rows) -> {});
        new LocalRun(settings, archive, VenueCalendar.empty(), files, 1).execute();
        keep(
                Map.of(
                        files.findings(), folder.expectedFindings(),
                        files.incidents(), folder.expectedIncidents(),
                        files.books(), folder.expectedBooks()));
    }

    private static void keep(Map<Path, Path> files) throws IOException {
        for (Map.Entry<Path, Path> file : files.entrySet()) {
            Files.copy(file.getKey(), file.getValue(), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.ArchiveOptions;
import io.touchline.jobs.files.Progress;
import io.touchline.jobs.files.SortedArchive;
import io.touchline.jobs.local.LocalRun;
import io.touchline.jobs.local.OutputFiles;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.VenueCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trained from an archive on heap state and gone on from on RocksDB, against one stream. */
class BackfillITCase {
    private static final Path DATA = Path.of("../../shared/data/network");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    @Test
    void realDaysTrainedAndGoneOnFromAreAsOneStream() throws Exception {
        assumeTrue(Files.isDirectory(DATA), "skipped: no real telemetry beside the project");
        List<Path> before =
                List.of(DATA.resolve("stratosphere-010"), DATA.resolve("stratosphere-011"));
        List<Path> after = List.of(DATA.resolve("stratosphere-012"));
        List<Path> all = new ArrayList<>(before);
        all.addAll(after);

        Path savepoint = train("train", before, 1);
        OutputFiles went = detect("after", after, 2, savepoint);
        OutputFiles whole = detect("whole", all, 1, null);

        List<String> expected = comparable(whole, cut(before)::isBefore);
        assertThat(expected).isNotEmpty();
        assertThat(comparable(went, time -> true)).isEqualTo(expected);
    }

    private Instant cut(List<Path> inputs) throws IOException {
        return Instant.ofEpochMilli(archive("cut", inputs).last() - 1);
    }

    private Path train(String name, List<Path> inputs, int parallelism) throws Exception {
        OutputFiles files = output(name);
        Path savepoint = files.folder().resolve("savepoint");
        new BackfillJob(
                        Settings.defaults(),
                        archive(name, inputs),
                        VenueCalendar.empty(),
                        files,
                        parallelism)
                .execute(savepoint);
        return savepoint;
    }

    private OutputFiles detect(String name, List<Path> inputs, int parallelism, Path savepoint)
            throws Exception {
        OutputFiles files = output(name);
        LocalRun run =
                new LocalRun(
                        Settings.defaults(),
                        archive(name, inputs),
                        VenueCalendar.empty(),
                        files,
                        parallelism);
        (savepoint == null ? run : run.from(savepoint)).execute();
        return files;
    }

    private ArchiveManifest archive(String name, List<Path> inputs) throws IOException {
        return SortedArchive.prepare(
                inputs,
                output(name).work().resolve("archive"),
                ArchiveOptions.defaults(),
                Progress.NONE);
    }

    private OutputFiles output(String name) throws IOException {
        OutputFiles files = new OutputFiles(folder.resolve(name));
        Files.createDirectories(files.work());
        return files;
    }

    /** Sorted findings known at times that hold, without coordinates. */
    private static List<String> comparable(OutputFiles files, Predicate<Instant> times)
            throws IOException {
        List<String> kept = new ArrayList<>();
        for (String line : Files.readAllLines(files.findings())) {
            if (times.test(Instant.parse(JSON.readTree(line).path("known_at").asText()))) {
                kept.add(line.replaceAll("\"coordinates\":\\[[^\\]]*\\]", ""));
            }
        }
        return kept.stream().sorted().toList();
    }
}

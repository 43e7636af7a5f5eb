// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.InputException;
import io.touchline.jobs.files.TestingArchives;
import io.touchline.jobs.local.OutputFiles;
import io.touchline.jobs.local.RunSummary;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.VenueCalendar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A savepoint that does not fit is refused before anything starts. */
class TrainedSavepointTest {
    private static final String ROW =
            "{\"_path\":\"conn\",\"ts\":%d,\"uid\":\"C%d\",\"id.orig_h\":\"10.0.0.7\","
                    + "\"id.orig_p\":5%03d,\"id.resp_h\":\"10.0.0.9\",\"id.resp_p\":443,"
                    + "\"proto\":\"tcp\",\"conn_state\":\"SF\",\"orig_bytes\":100}";

    @TempDir Path folder;
    private OutputFiles files;

    @BeforeEach
    void train() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            rows.append(String.format(ROW, 1_700_000_000L + i * 60, i, i)).append('\n');
        }
        Path log = Files.writeString(folder.resolve("conn.log"), rows);
        files = new OutputFiles(folder.resolve("trained"));
        Files.createDirectories(files.work());
        ArchiveManifest archive = TestingArchives.of(files, List.of(log));
        Path savepoint = TrainedSavepoint.in(files.folder());
        new BackfillJob(Settings.defaults(), archive, VenueCalendar.empty(), files, 1)
                .execute(savepoint);
        TrainingManifest.of("arena", "test", archive, new RunSummary(files).totals(), savepoint)
                .write(files.folder());
    }

    @Test
    void theFolderOrTheSavepointInItOpens() {
        TrainedSavepoint opened = TrainedSavepoint.open(files.folder(), "arena");

        assertThat(TrainedSavepoint.open(opened.path(), "arena")).isEqualTo(opened);
        assertThat(opened.manifest().cut()).isEqualTo("2023-11-14T23:52:20Z");
        assertThat(opened.manifest().sources()).containsOnlyKeys("zeek.conn");
        assertThat(opened.manifest().books().get("zeek.conn"))
                .containsEntry("read", 100L)
                .containsEntry("used", 99L); // the last millisecond is pending
    }

    @Test
    void anotherVenueIsRefused() {
        refused(files.folder(), "casino", "trained for venue.site arena", "run backfill for");
    }

    @Test
    void changedFilesAreRefused() throws IOException {
        Files.write(
                files.folder().resolve("savepoint/_metadata"),
                new byte[] {0},
                StandardOpenOption.APPEND);
        refused(files.folder(), "arena", "not those that backfill wrote", "copy them again");
    }

    @Test
    void anEmptyFolderIsRefused() {
        refused(folder, "arena", "no savepoint", "the folder that backfill wrote");
    }

    @Test
    void aSavepointWithoutItsManifestIsRefused() throws IOException {
        Files.delete(TrainingManifest.in(files.folder()));
        refused(files.folder(), "arena", "no manifest.json", "whole");
    }

    @Test
    void stateThatThisVersionDoesNotKnowIsRefused() throws Exception {
        // the savepoint before its ends were taken out stands for one of another version
        Path other = files.folder().resolve("other");
        Path stranger;
        try (var all = Files.list(files.work().resolve("savepoint"))) {
            stranger = all.findFirst().orElseThrow();
        }
        Files.createDirectories(other);
        Files.copy(
                stranger.resolve("_metadata"),
                Files.createDirectories(other.resolve("savepoint")).resolve("_metadata"));
        TrainingManifest fits = TrainedSavepoint.open(files.folder(), "arena").manifest();
        new TrainingManifest(
                        fits.version(),
                        "0.0.9",
                        fits.flinkVersion(),
                        fits.site(),
                        fits.from(),
                        fits.cut(),
                        fits.sources(),
                        fits.books(),
                        TrainedSavepoint.checksum(other.resolve("savepoint")))
                .write(other);
        refused(other, "arena", "operator(s) that this version does not have", "version 0.0.9");
    }

    private static void refused(Path given, String site, String cause, String cure) {
        assertThatThrownBy(() -> TrainedSavepoint.open(given, site))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.cure()).contains(cure))
                .hasMessageContaining(cause);
    }
}

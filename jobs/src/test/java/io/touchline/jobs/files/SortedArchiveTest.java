// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.ingest.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedArchiveTest {
    private static final ArchiveOptions ONE_RUN = ArchiveOptions.defaults();
    private static final ArchiveOptions TINY_RUNS = new ArchiveOptions(2_000, 128, 1_000, 0, false);
    private static final ArchiveOptions TINY_PASSES = new ArchiveOptions(2_000, 3, 1_000, 0, false);

    @TempDir Path folder;

    @Test
    void orderIsByWriteTimeWhateverTheOrderOfFilesAndLines() throws IOException {
        List<String> rows = Logs.rows(300);
        Logs.write(folder.resolve("a/one.log"), rows.subList(0, 150));
        Logs.write(folder.resolve("a/two.log"), rows.subList(150, 300));
        List<String> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(7));
        Logs.write(folder.resolve("b/1.log"), shuffled.subList(0, 40));
        Logs.write(folder.resolve("b/sub/2.log"), shuffled.subList(40, 300));

        List<Frame> sorted = Logs.read(prepare("a", ONE_RUN));
        List<Frame> other = Logs.read(prepare("b", ONE_RUN));

        assertThat(sorted).extracting(Frame::writeTime).isSorted().hasSize(300);
        assertThat(Logs.texts(other)).isEqualTo(Logs.texts(sorted));
    }

    @Test
    void runsAndMergePassesDoNotChangeTheOrder() throws IOException {
        writeShuffled("in", 500);

        ArchiveManifest one = prepare("in", ONE_RUN);
        List<Frame> expected = Logs.read(one);
        ArchiveManifest runs = prepare("in", TINY_RUNS, "work-runs");
        ArchiveManifest passes = prepare("in", TINY_PASSES, "work-passes");

        assertThat(one.runs()).hasSize(1);
        assertThat(runs.runs()).hasSizeGreaterThan(20);
        assertThat(RunMerge.depth(passes.runs())).isLessThanOrEqualTo(3);
        assertThat(Logs.texts(Logs.read(runs))).isEqualTo(Logs.texts(expected));
        assertThat(Logs.texts(Logs.read(passes))).isEqualTo(Logs.texts(expected));
        assertThat(List.of(runs.contentId(), passes.contentId())).containsOnly(one.contentId());
        try (var left = Files.list(folder.resolve("work-passes"))) {
            assertThat(left).hasSize(passes.runs().size() + 1);
        }
    }

    @Test
    void aRunIsOpenOnlyFromItsFirstTimeToItsEnd() throws IOException {
        Logs.write(folder.resolve("in/days.log"), Logs.rows(500));
        ArchiveManifest manifest = prepare("in", TINY_RUNS);
        assertThat(manifest.runs()).hasSizeGreaterThan(20);

        try (ArchiveReader reader = new ArchiveReader(manifest)) {
            assertThat(reader.openRuns()).isZero();
            while (reader.next() != null) {
                assertThat(reader.openRuns()).isLessThanOrEqualTo(2);
            }
            assertThat(reader.openRuns()).isZero();
            assertThat(reader.mostOpenRuns()).isBetween(1, 2);
        }
    }

    @Test
    void skippingGivesTheSameRest() throws IOException {
        writeShuffled("in", 400);
        ArchiveManifest manifest = prepare("in", TINY_RUNS);
        List<Frame> all = Logs.read(manifest);

        assertThat(Logs.texts(Logs.read(manifest, 123)))
                .isEqualTo(Logs.texts(all.subList(123, 400)));
        assertThat(Logs.read(manifest, 400)).isEmpty();
    }

    @Test
    void framesCarryNameLineAndFormat() throws IOException {
        Logs.write(folder.resolve("in/a.log"), List.of(Logs.row(Logs.START + 1_500, "x")));

        Frame frame = Logs.read(prepare("in", ONE_RUN)).get(0);

        assertThat(frame.coordinates())
                .isEqualTo(folder.resolve("in") + "/a.log:" + Logs.FIRST_LINE);
        assertThat(frame.writeTime()).isEqualTo(Logs.START + 1_500);
        assertThat(frame.format()).contains("id.orig_h");
        assertThat(frame.badTime()).isFalse();
    }

    @Test
    void aCorruptGzipKeepsWhatCameBeforeAndTheOtherFiles() throws IOException {
        Logs.write(folder.resolve("in/whole.log"), Logs.rows(10));
        Logs.gzip(folder.resolve("in/broken.log.gz"), Logs.rows(20_000), 5_000);

        ArchiveManifest manifest = prepare("in", ONE_RUN);

        assertThat(manifest.files())
                .extracting(ArchivedFile::rows)
                .satisfiesExactly(
                        broken -> assertThat(broken).isBetween(1_000L, 19_999L),
                        whole -> assertThat(whole).isEqualTo(10));
        assertThat(manifest.brokenFiles())
                .singleElement()
                .satisfies(
                        broken -> {
                            assertThat(broken.label()).endsWith("in/broken.log.gz");
                            assertThat(broken.line())
                                    .isEqualTo(manifest.files().get(0).rows() + Logs.FIRST_LINE);
                            assertThat(broken.source()).isEqualTo("zeek.dns");
                            assertThat(broken.message()).isNotBlank();
                        });
        assertThat(Logs.read(manifest)).hasSize((int) manifest.rows());
    }

    @Test
    void progressIsToldInBytesAndThenInRowsOfThePasses() throws IOException {
        writeShuffled("in", 500);
        List<String> told = new ArrayList<>();

        ArchiveManifest manifest =
                SortedArchive.prepare(
                        List.of(folder.resolve("in")),
                        folder.resolve("work"),
                        TINY_PASSES,
                        (phase, done, total, rows) -> {
                            assertThat(done).isBetween(0L, total);
                            told.add(phase + " " + done + " of " + total + ", " + rows);
                        });

        long bytes = manifest.files().stream().mapToLong(ArchivedFile::size).sum();
        assertThat(told)
                .contains("READING " + bytes + " of " + bytes + ", 500")
                .endsWith("MERGING 500 of 500, 500");
    }

    private void writeShuffled(String name, int count) throws IOException {
        List<String> rows = new ArrayList<>(Logs.rows(count));
        Collections.shuffle(rows, new Random(3));
        Logs.write(folder.resolve(name + "/a.log"), rows.subList(0, count / 3));
        Logs.write(folder.resolve(name + "/b.log"), rows.subList(count / 3, count));
    }

    private ArchiveManifest prepare(String name, ArchiveOptions options) throws IOException {
        return prepare(name, options, "work");
    }

    private ArchiveManifest prepare(String name, ArchiveOptions options, String work)
            throws IOException {
        return SortedArchive.prepare(
                List.of(folder.resolve(name)), folder.resolve(work), options, Progress.NONE);
    }
}

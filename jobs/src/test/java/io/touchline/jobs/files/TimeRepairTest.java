// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.touchline.operators.ingest.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeRepairTest {
    private static final ArchiveOptions PASSES = new ArchiveOptions(2_000, 3, 1_000, 0, false);

    @TempDir Path folder;

    @Test
    void anAbsurdTimeIsMarkedAndMovedBackToTheFilesLastGoodTime() throws IOException {
        List<String> rows = new ArrayList<>(Logs.rows(2_000));
        rows.add(700, Logs.row(4_070_908_800_000L, "absurd"));
        Logs.write(folder.resolve("in/a.log"), rows);
        Logs.write(folder.resolve("in/later.log"), List.of(Logs.row(Logs.START + 10_000_000, "z")));

        for (ArchiveOptions options : List.of(ArchiveOptions.defaults(), PASSES)) {
            ArchiveManifest manifest = prepare(options, "work-" + options.openRuns());
            List<Frame> frames = Logs.read(manifest);

            assertThat(frames).hasSize(2_002).extracting(Frame::writeTime).isSorted();
            assertThat(frames)
                    .filteredOn(Frame::badTime)
                    .singleElement()
                    .satisfies(
                            frame -> {
                                assertThat(Logs.text(frame)).contains("absurd");
                                assertThat(frame.writeTime())
                                        .isEqualTo(Logs.START + 1_999 * 1_000L);
                            });
            assertThat(manifest.last()).isEqualTo(Logs.START + 10_000_000);
        }
    }

    @Test
    void recordsWithoutTimeStayWithTheirNeighbours() throws IOException {
        Logs.write(
                folder.resolve("in/a.log"),
                List.of(
                        Logs.row("-", "before"),
                        Logs.row(Logs.START, "first"),
                        Logs.row(Logs.START + 60_000, "second"),
                        Logs.row("-", "after")));
        Logs.write(folder.resolve("in/never.log"), List.of(Logs.row("-", "never")));

        List<Frame> frames = Logs.read(prepare(ArchiveOptions.defaults(), "work"));

        assertThat(frames)
                .extracting(frame -> Logs.text(frame).split("\t")[1], Frame::writeTime)
                .containsExactlyInAnyOrder(
                        tuple("Cnever", 0L),
                        tuple("Cbefore", Logs.START),
                        tuple("Cfirst", Logs.START),
                        tuple("Csecond", Logs.START + 60_000),
                        tuple("Cafter", Logs.START + 60_000));
        assertThat(frames).extracting(Frame::writeTime).isSorted();
        assertThat(frames).noneMatch(Frame::badTime);
    }

    private ArchiveManifest prepare(ArchiveOptions options, String work) throws IOException {
        return SortedArchive.prepare(
                List.of(folder.resolve("in")), folder.resolve(work), options, Progress.NONE);
    }
}

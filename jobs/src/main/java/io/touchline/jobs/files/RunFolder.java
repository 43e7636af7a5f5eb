// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The folder of the runs: names them, rewrites and merges them. Empty of old runs at first. */
final class RunFolder {
    private static final String RUNS = "run-*.rows";

    private final Path directory;
    private int created;

    private RunFolder(Path directory) {
        this.directory = directory;
    }

    /** Makes the folder and removes the runs of an earlier preparation from it. */
    static RunFolder cleared(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (var old = Files.newDirectoryStream(directory, RUNS)) {
            for (Path run : old) {
                Files.delete(run);
            }
        }
        return new RunFolder(directory);
    }

    RunWriter create() throws IOException {
        return new RunWriter(directory, String.format(Locale.ROOT, "run-%05d.rows", created++));
    }

    /** What to do with a row of a run that is rewritten. */
    @FunctionalInterface
    interface RowFilter {
        /** False when the row leaves the run. */
        boolean keeps(Row row) throws IOException;
    }

    /** The run without the rows that leave it; no run at all if none stays. */
    List<Run> rewrite(Run run, RowFilter filter) throws IOException {
        try (RunReader reader = new RunReader(directory, run);
                RunWriter writer = create()) {
            for (Row row = reader.next(); row != null; row = reader.next()) {
                if (filter.keeps(row)) {
                    writer.write(row);
                }
            }
            Run kept = writer.finish();
            delete(run);
            if (kept.rows() == 0) {
                delete(kept);
                return List.of();
            }
            return List.of(kept);
        }
    }

    /** Merges runs in passes until no merge of them holds more than {@code openRuns} open. */
    List<Run> mergeUntil(List<Run> runs, int openRuns, Progress progress) throws IOException {
        List<Run> merged = new ArrayList<>(runs);
        while (RunMerge.depth(merged) > openRuns) {
            merged = pass(merged, openRuns, progress);
        }
        merged.sort(Comparator.comparingLong(Run::first).thenComparing(Run::file));
        return merged;
    }

    private List<Run> pass(List<Run> runs, int openRuns, Progress progress) throws IOException {
        List<Run> byFirst = new ArrayList<>(runs);
        byFirst.sort(Comparator.comparingLong(Run::first));
        long total = runs.stream().mapToLong(Run::rows).sum();
        long done = 0;
        List<Run> merged = new ArrayList<>();
        for (int i = 0; i < byFirst.size(); i += openRuns) {
            List<Run> group = byFirst.subList(i, Math.min(i + openRuns, byFirst.size()));
            Run run = group.size() == 1 ? group.get(0) : merge(group);
            done += run.rows();
            progress.at(Progress.Phase.MERGING, done, total, done);
            merged.add(run);
        }
        return merged;
    }

    private Run merge(List<Run> group) throws IOException {
        try (RunMerge merge = new RunMerge(directory, group);
                RunWriter writer = create()) {
            for (Row row = merge.next(); row != null; row = merge.next()) {
                writer.write(row);
            }
            for (Run run : group) {
                delete(run);
            }
            return writer.finish();
        }
    }

    private void delete(Run run) throws IOException {
        Files.delete(directory.resolve(run.file()));
    }
}

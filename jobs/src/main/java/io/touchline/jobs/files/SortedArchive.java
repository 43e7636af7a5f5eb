// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import io.touchline.operators.logs.DeclaredLogs;
import io.touchline.operators.logs.DeclaredSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Sorts telemetry files once into an archive that {@link ArchiveSource} replays in one total order:
 * (write time, content hash, file, line), whatever the order of files and lines.
 *
 * <p>Every record framed is in the archive exactly once. One without a time has that of the record
 * before it in its file, or the first time of its file, or 0. One more than 24 h beyond the end of
 * the hour that holds the 99.9th percentile of its file is marked {@code badTime} and moved back to
 * the largest time of the file within that bound, so it cannot move the watermark.
 *
 * <p>Costs one pass over the files, one over the runs per merge pass (none below {@code openRuns}
 * overlapping runs), {@code runBytes} of heap and the size of the unpacked records on disk. Not for
 * a folder that a job is reading.
 */
public final class SortedArchive {
    private static final int NAMED = 5;

    private SortedArchive() {}

    /**
     * Prepares the archive of these files in {@code workDir}, or opens the one that is there when
     * names, sizes and modification times of the files are the same.
     *
     * @throws InputException with cause and cure, when the user can mend it
     * @throws IOException {@code workDir} cannot be written
     */
    public static ArchiveManifest prepare(
            List<Path> inputs, Path workDir, ArchiveOptions options, Progress progress)
            throws IOException {
        return prepare(inputs, workDir, options, List.of(), progress);
    }

    /** As above; an archive that was sorted with other declared sources is sorted afresh. */
    public static ArchiveManifest prepare(
            List<Path> inputs,
            Path workDir,
            ArchiveOptions options,
            List<DeclaredSource> declared,
            Progress progress)
            throws IOException {
        InputFiles found = InputFiles.below(inputs, workDir);
        ArchiveManifest earlier = ArchiveManifest.find(workDir);
        if (earlier != null
                && earlier.isOf(found.files(), declared.toString())
                && intact(earlier, workDir)) {
            return earlier;
        }
        Files.deleteIfExists(workDir.resolve(ArchiveManifest.FILE_NAME));
        return sort(found, workDir, options, declared, progress);
    }

    private static ArchiveManifest sort(
            InputFiles found,
            Path workDir,
            ArchiveOptions options,
            List<DeclaredSource> declared,
            Progress progress)
            throws IOException {
        RunFolder folder = RunFolder.cleared(workDir);
        RunSorter sorter = new RunSorter(folder, options.runBytes());
        long bytes = found.files().stream().mapToLong(InputFile::size).sum();
        ArchiveIntake intake =
                new ArchiveIntake(sorter, progress, bytes, new DeclaredLogs(declared));
        for (InputFiles.Found file : found.found()) {
            intake.read(file.file(), file.path());
        }
        List<NotRead> notRead = new ArrayList<>(intake.notRead());
        notRead.addAll(found.skipped());
        if (intake.files().isEmpty()) {
            throw nothingRecognised(notRead, intake.broken());
        }
        List<Run> sorted = sorter.finish();
        RunSorter moved = new RunSorter(folder, options.runBytes());
        List<Run> repaired =
                new TimeRepair(intake.files(), moved).apply(sorted, folder, intake.leastBound());
        List<Run> runs = folder.mergeUntil(repaired, options.openRuns(), progress);
        ArchiveManifest manifest =
                new ArchiveManifest(
                        ArchiveManifest.VERSION,
                        ArchiveManifest.touchlineVersion(),
                        declared.toString(),
                        workDir.toString(),
                        HexFormat.of().toHexDigits(intake.identity()),
                        found.files(),
                        intake.files(),
                        notRead,
                        intake.broken(),
                        intake.formats(),
                        runs,
                        intake.rows(),
                        runs.stream().mapToLong(Run::first).min().orElse(0),
                        runs.stream().mapToLong(Run::last).max().orElse(0));
        manifest.write();
        return manifest;
    }

    private static boolean intact(ArchiveManifest manifest, Path workDir) {
        return manifest.runs().stream()
                .allMatch(run -> RunReader.intact(workDir.resolve(run.file()), run));
    }

    private static InputException nothingRecognised(
            List<NotRead> notRead, List<BrokenFile> broken) {
        List<String> reasons = new ArrayList<>();
        notRead.forEach(file -> reasons.add(file.label() + " (" + file.why() + ")"));
        broken.forEach(file -> reasons.add(file.label() + " (" + file.message() + ")"));
        int more = reasons.size() - NAMED;
        return new InputException(
                "could not use any input file: "
                        + String.join("; ", reasons.subList(0, Math.min(NAMED, reasons.size())))
                        + (more > 0 ? "; and " + more + " more" : ""),
                "name files of a supported log: docs/sensors.md lists them");
    }
}

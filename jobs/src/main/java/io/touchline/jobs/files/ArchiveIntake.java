// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import io.touchline.operators.ingest.FileFramer;
import io.touchline.operators.ingest.WriteTime;
import io.touchline.operators.logs.DeclaredLogs;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Frames files into a sorter and notes what could not be read. Rows leave here with their own time,
 * with that of the record before when they have none, or with {@link WriteTime#UNKNOWN} before the
 * first time of their file; {@link TimeRepair} mends the rest once all files are known.
 */
final class ArchiveIntake {
    private static final int PROGRESS_ROWS = 10_000;
    private static final String UNRECOGNISED = "unrecognised";

    private final RunSorter sorter;
    private final Progress progress;
    private final long totalBytes;
    private final DeclaredLogs declared;
    private final List<ArchivedFile> files = new ArrayList<>();
    private final List<NotRead> notRead = new ArrayList<>();
    private final List<BrokenFile> broken = new ArrayList<>();
    private final Map<String, Integer> formats = new HashMap<>();
    private final List<String> formatList = new ArrayList<>();
    private long doneBytes;
    private long rows;
    private long identity;
    private long leastBound = Long.MAX_VALUE;

    ArchiveIntake(RunSorter sorter, Progress progress, long totalBytes, DeclaredLogs declared) {
        this.sorter = sorter;
        this.progress = progress;
        this.totalBytes = totalBytes;
        this.declared = declared;
    }

    /**
     * Reads one file to its end, or to where it breaks.
     *
     * @throws IOException the sorted runs cannot be written
     */
    void read(InputFile file, Path path) throws IOException {
        try (FileFramer framer = open(file, path)) {
            if (framer != null) {
                FileFramer.Recognition recognition = framer.recognition();
                switch (recognition.kind()) {
                    case SUPPORTED -> files.add(frame(file, recognition.log(), framer));
                    case KNOWN_BUT_UNSUPPORTED, UNRECOGNISED ->
                            notRead.add(
                                    new NotRead(
                                            file.label(), recognition.log(), recognition.why()));
                }
            }
        }
        doneBytes += file.size();
        tell();
    }

    List<ArchivedFile> files() {
        return files;
    }

    List<NotRead> notRead() {
        return notRead;
    }

    List<BrokenFile> broken() {
        return broken;
    }

    List<String> formats() {
        return formatList;
    }

    long rows() {
        return rows;
    }

    /** Depends on all rows and on which file they are in, not on runs, options or repairs. */
    long identity() {
        return identity;
    }

    /** No row at or below this has a bad time. */
    long leastBound() {
        return leastBound;
    }

    private @Nullable FileFramer open(InputFile file, Path path) {
        try {
            return FileFramer.open(path, file.label(), declared);
        } catch (NoSuchFileException | AccessDeniedException e) {
            throw InputFiles.unreadable(file.label());
        } catch (IOException e) {
            broken.add(new BrokenFile(file.label(), 1, message(e), UNRECOGNISED));
            return null;
        }
    }

    private ArchivedFile frame(InputFile file, String log, FileFramer framer) throws IOException {
        FileTimes times = new FileTimes();
        long before = rows;
        long line = 0;
        long time = WriteTime.UNKNOWN;
        while (true) {
            FileFramer.RawRecord record;
            try {
                record = framer.next();
            } catch (IOException e) {
                broken.add(new BrokenFile(file.label(), line + 1, message(e), log));
                break;
            }
            if (record == null) {
                break;
            }
            line = record.line();
            long own = WriteTime.ofFile(record.format(), record.bytes(), declared);
            if (own == WriteTime.UNKNOWN) {
                take(record, time, Row.BORROWED_TIME);
            } else {
                times.add(own);
                time = own;
                take(record, time, 0);
            }
        }
        if (times.anyBad()) {
            leastBound = Math.min(leastBound, times.bound());
        }
        return new ArchivedFile(
                file.label(),
                log,
                file.size(),
                file.modified(),
                rows - before,
                times.first(),
                times.last(),
                times.bound());
    }

    private void take(FileFramer.RawRecord record, long time, int flags) throws IOException {
        byte[] bytes = record.bytes();
        int format = format(record.format());
        Row row = new Row(time, Row.hash(bytes), files.size(), record.line(), format, flags, bytes);
        identity += row.identity();
        sorter.add(row);
        if (++rows % PROGRESS_ROWS == 0) {
            tell();
        }
    }

    private int format(String format) {
        Integer known = formats.get(format);
        if (known != null) {
            return known;
        }
        formats.put(format, formatList.size());
        formatList.add(format);
        return formatList.size() - 1;
    }

    private void tell() {
        progress.at(Progress.Phase.READING, doneBytes, totalBytes, rows);
    }

    private static String message(IOException e) {
        String said = e.getMessage();
        return said == null ? e.getClass().getSimpleName() : said;
    }
}

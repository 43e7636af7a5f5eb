// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Merges runs into one order. A run is opened when the merge reaches its first time and closed at
 * its end, so runs of different days are never open together. About log2(open runs) comparisons per
 * row, two when one run holds many rows in sequence.
 */
final class RunMerge implements Closeable {
    private final Path directory;
    private final List<Cursor> cursors = new ArrayList<>();
    private final PriorityQueue<Cursor> waiting = new PriorityQueue<>();
    private @Nullable Cursor current;
    private int open;
    private int mostOpen;

    RunMerge(Path directory, List<Run> runs) {
        this.directory = directory;
        runs.forEach(run -> cursors.add(new Cursor(run)));
        waiting.addAll(cursors);
    }

    /** The next row in order, or null after the last. */
    @Nullable Row next() throws IOException {
        Cursor cursor = current == null ? waiting.poll() : current;
        while (cursor != null) {
            Row row = cursor.head;
            if (row == null) {
                // An unopened run that the merge has reached: its head decides where it stands.
                if (cursor.advance()) {
                    waiting.add(cursor);
                }
                cursor = waiting.poll();
                continue;
            }
            boolean more = cursor.advance();
            Cursor rival = waiting.peek();
            if (more && (rival == null || cursor.compareTo(rival) < 0)) {
                current = cursor;
            } else {
                current = null;
                if (more) {
                    waiting.add(cursor);
                }
            }
            return row;
        }
        return null;
    }

    /** Runs open now. */
    int open() {
        return open;
    }

    /** The most runs that were ever open together. */
    int mostOpen() {
        return mostOpen;
    }

    @Override
    public void close() throws IOException {
        for (Cursor cursor : cursors) {
            cursor.close();
        }
        waiting.clear();
        current = null;
    }

    /** The most runs that a merge of these would hold open at once. */
    static int depth(List<Run> runs) {
        List<Run> byFirst = new ArrayList<>(runs);
        byFirst.sort(Comparator.comparingLong(Run::first));
        PriorityQueue<Long> ends = new PriorityQueue<>();
        int most = 0;
        for (Run run : byFirst) {
            while (!ends.isEmpty() && ends.element() < run.first()) {
                ends.remove();
            }
            ends.add(run.last());
            most = Math.max(most, ends.size());
        }
        return most;
    }

    /** One run in the merge: before it is opened it stands before all rows of its first time. */
    private final class Cursor implements Comparable<Cursor>, Closeable {
        private final Run run;
        private @Nullable RunReader reader;
        private @Nullable Row head;
        private boolean closed;

        Cursor(Run run) {
            this.run = run;
        }

        boolean advance() throws IOException {
            if (reader == null) {
                reader = new RunReader(directory, run);
                open++;
                mostOpen = Math.max(mostOpen, open);
            }
            head = reader.next();
            if (head == null) {
                close();
            }
            return head != null;
        }

        @Override
        public void close() throws IOException {
            if (reader != null && !closed) {
                closed = true;
                open--;
                reader.close();
            }
        }

        @Override
        public int compareTo(Cursor other) {
            if (head != null && other.head != null) {
                return head.compareTo(other.head);
            }
            int order = Long.compare(time(), other.time());
            if (order == 0) {
                order = Boolean.compare(head != null, other.head != null);
            }
            return order == 0 ? run.file().compareTo(other.run.file()) : order;
        }

        private long time() {
            return head == null ? run.first() : head.time();
        }
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.files.ArchiveManifest;
import io.touchline.jobs.files.ArchiveOptions;
import io.touchline.jobs.files.InputException;
import io.touchline.jobs.files.Progress;
import io.touchline.jobs.files.SortedArchive;
import io.touchline.jobs.local.LocalRun;
import io.touchline.jobs.local.OutputFiles;
import io.touchline.jobs.local.Report;
import io.touchline.jobs.local.RunSummary;
import io.touchline.jobs.options.Settings;
import io.touchline.jobs.options.TouchlineOptions;
import io.touchline.jobs.options.VenueCalendar;
import io.touchline.operators.tables.SharedTable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code detect} and {@code demo} share: telemetry files in, everything else out. */
final class Detection {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_MILLIS = 200;

    private final Settings settings;
    private final OutputFiles files;
    private final Console console;
    private final PrintStream out;

    Detection(Settings settings, Path output, Console console, PrintStream out) {
        this.settings = settings;
        this.files = new OutputFiles(output);
        this.console = console;
        this.out = out;
    }

    OutputFiles files() {
        return files;
    }

    /**
     * @param calendar iCalendar file, or null for the one of the configuration, if any
     * @param report whether to write pages
     * @param announce whether to print the first line of each incident as it is known
     */
    void run(
            List<Path> inputs,
            @Nullable Path calendar,
            int parallelism,
            boolean report,
            boolean announce)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        List<SharedTable> phases = phases(calendar);
        prepareFolder();
        try {
            ArchiveManifest archive =
                    SortedArchive.prepare(
                            inputs,
                            files.work().resolve("archive"),
                            ArchiveOptions.from(settings.configuration()),
                            reading(start));
            console.clear();
            try (Follower follower = new Follower(archive.rows(), announce)) {
                new LocalRun(settings, archive, phases, files, parallelism).execute();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            new RunSummary(files).write(archive, seconds, Touchline.version());
            if (report) {
                new Report(files.report()).write(files.incidents());
            }
        } finally {
            console.clear();
            delete(files.work());
        }
    }

    private List<SharedTable> phases(@Nullable Path calendar) {
        Path file =
                calendar != null ? calendar : settings.path(TouchlineOptions.CALENDAR).orElse(null);
        return file == null ? VenueCalendar.empty() : VenueCalendar.read(file);
    }

    private void prepareFolder() {
        try {
            Files.createDirectories(files.folder());
            delete(files.work());
            delete(files.report());
            Files.createDirectories(files.work());
            for (Path old :
                    List.of(
                            files.findings(),
                            files.incidents(),
                            files.responses(),
                            files.deadLetters(),
                            files.summary())) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) {
            throw new InputException(
                    "could not write to " + files.folder() + ": it is no folder, or not writable",
                    "give another folder with --output");
        }
    }

    private Progress reading(long start) {
        return (phase, done, total, rows) ->
                console.progress(
                        String.format(
                                Locale.ROOT,
                                "sorting: %,d records, %s%s",
                                rows,
                                Console.rate(rows, start),
                                Console.left(done, total, start)));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    /** Watches the files grow: progress on the terminal, first lines of incidents as they come. */
    private final class Follower implements AutoCloseable {
        private final long rows;
        private final boolean announce;
        private final long start = System.nanoTime();
        private final Map<String, String> told = new HashMap<>();
        private final Thread thread = new Thread(this::follow, "touchline-follower");
        private volatile boolean ended;
        private long read;
        private long incidentsAt;
        private long booksAt;
        private final Map<String, Long> bySource = new HashMap<>();
        private String asOf = "";

        Follower(long rows, boolean announce) {
            this.rows = rows;
            this.announce = announce;
            thread.setDaemon(true);
            thread.start();
        }

        private void follow() {
            try {
                while (!ended) {
                    look();
                    Thread.sleep(LOOK_MILLIS);
                }
            } catch (IOException e) {
                console.clear(); // only the display is lost
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void look() throws IOException {
            showBooks();
            if (announce) {
                showIncidents();
            }
        }

        private void showBooks() throws IOException {
            if (!console.isTerminal()) {
                return;
            }
            Path books = files.books();
            if (!Files.exists(books)) {
                return;
            }
            booksAt = readLines(books, booksAt, this::note);
            read = bySource.values().stream().mapToLong(Long::longValue).sum();
            console.progress(
                    String.format(
                            Locale.ROOT,
                            "%,d of %,d records, %s, write time %s%s",
                            read,
                            rows,
                            Console.rate(read, start),
                            asOf,
                            Console.left(read, rows, start)));
        }

        private void showIncidents() throws IOException {
            if (!Files.exists(files.incidents())) {
                return;
            }
            incidentsAt = readLines(files.incidents(), incidentsAt, this::tell);
        }

        private void note(String line) {
            JsonNode total = parse(line);
            if (total != null) {
                bySource.put(total.path("source").asText(), total.path("read").asLong());
                asOf = total.path("as_of").asText();
            }
        }

        /** Hands out the whole lines after {@code offset}; returns where they end. */
        private static long readLines(Path file, long offset, Consumer<String> line)
                throws IOException {
            try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
                byte[] bytes = new byte[(int) Math.min(1 << 24, in.length() - offset)];
                in.seek(offset);
                in.readFully(bytes);
                int end = lastNewline(bytes);
                new String(bytes, 0, end, StandardCharsets.UTF_8).lines().forEach(line);
                return offset + end;
            }
        }

        private void tell(String line) {
            JsonNode incident = parse(line);
            if (incident == null || incident.hasNonNull("suppressed")) {
                return;
            }
            String first = incident.path("first_line").asText();
            if (!first.equals(told.put(incident.path("incident_id").asText(), first))) {
                console.clear();
                out.printf(
                        Locale.ROOT,
                        "%s  %-8s  %s%n",
                        incident.path("known_at").asText(),
                        incident.path("severity").asText(),
                        first);
            }
        }

        private @Nullable JsonNode parse(String line) {
            try {
                return JSON.readTree(line);
            } catch (JsonProcessingException e) {
                return null; // half a line: it is read again when it is whole
            }
        }

        private static int lastNewline(byte[] bytes) {
            for (int i = bytes.length - 1; i >= 0; i--) {
                if (bytes[i] == '\n') {
                    return i + 1;
                }
            }
            return 0;
        }

        @Override
        public void close() throws InterruptedException {
            ended = true;
            thread.join();
            try {
                look();
            } catch (IOException e) {
                console.clear(); // only the display is lost
            }
        }
    }
}

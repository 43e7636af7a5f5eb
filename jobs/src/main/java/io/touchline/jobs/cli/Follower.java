// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.touchline.jobs.local.OutputFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Watches the files grow: progress on the terminal, first lines of incidents as they come. */
final class Follower implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LOOK_MILLIS = 200;

    private final OutputFiles files;
    private final Console console;
    private final @Nullable PrintStream announce;
    private final long rows;
    private final long start = System.nanoTime();
    private final Map<String, String> told = new HashMap<>();
    private final Thread thread = new Thread(this::follow, "touchline-follower");
    private volatile boolean ended;
    private long read;
    private long incidentsAt;
    private long booksAt;
    private final Map<String, Long> bySource = new HashMap<>();
    private String asOf = "";

    /**
     * @param rows records in all
     * @param announce where to print the first line of each incident, or null
     */
    Follower(OutputFiles files, Console console, long rows, @Nullable PrintStream announce) {
        this.files = files;
        this.console = console;
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
        if (announce != null) {
            showIncidents(announce);
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

    private void showIncidents(PrintStream out) throws IOException {
        if (!Files.exists(files.incidents())) {
            return;
        }
        incidentsAt = readLines(files.incidents(), incidentsAt, line -> tell(line, out));
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

    private void tell(String line, PrintStream out) {
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

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.recorded;

import io.touchline.simulator.wire.Log;
import io.touchline.simulator.wire.Row;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * A recorded Zeek log. Bytes are kept as they are, whatever their encoding.
 *
 * @param log that rows of the simulator belong to
 */
record RecordedFile(Path file, Log log, Form form) {
    private static final int HEAD = 20;

    /** Empty for what is no Zeek log, or one that the simulator has no rows for. */
    static Optional<RecordedFile> of(Path file) throws IOException {
        List<String> head = new ArrayList<>();
        try (BufferedReader in = open(file)) {
            for (String line = in.readLine();
                    line != null && head.size() < HEAD;
                    line = in.readLine()) {
                head.add(line);
            }
        } catch (ZipException | EOFException e) {
            return Optional.empty(); // no text: copied as it is
        }
        String stem = String.valueOf(file.getFileName()).split("[.]", 2)[0];
        Optional<TsvForm> tsv = TsvForm.of(head);
        if (tsv.isPresent()) {
            return recorded(file, TsvForm.path(head).orElse(stem), tsv.get());
        }
        Optional<JsonForm> json = head.isEmpty() ? Optional.empty() : JsonForm.of(head.get(0));
        return json.flatMap(form -> recorded(file, form.path().orElse(stem), form));
    }

    private static Optional<RecordedFile> recorded(Path file, String path, Form form) {
        return Arrays.stream(Log.values())
                .filter(log -> log.isZeek() && log.path().equals(path))
                .findFirst()
                .map(log -> new RecordedFile(file, log, form));
    }

    void forEach(Consumer<Line> reader) throws IOException {
        try (BufferedReader in = open(file)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                form.read(line).ifPresent(reader);
            }
        }
    }

    /**
     * Copies the file with rows among its lines, each before the first that was written later.
     *
     * @param rows by time of writing
     */
    void copy(Path target, List<Row> rows) throws IOException {
        Deque<Row> waiting = new ArrayDeque<>(rows);
        try (BufferedReader in = open(file);
                BufferedWriter out = create(target)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                Optional<Instant> written = form.read(line).map(Line::written);
                boolean foot = line.startsWith("#close");
                while (!waiting.isEmpty()
                        && (foot
                                || written.filter(waiting.getFirst().written()::isBefore)
                                        .isPresent())) {
                    line(out, form.write(waiting.removeFirst()));
                }
                line(out, line);
            }
            for (Row row : waiting) {
                line(out, form.write(row));
            }
        }
    }

    private static void line(BufferedWriter out, String line) throws IOException {
        out.write(line);
        out.write('\n');
    }

    private static boolean isGzip(Path file) {
        return String.valueOf(file.getFileName()).endsWith(".gz");
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        return new BufferedReader(
                new InputStreamReader(
                        isGzip(file) ? new GZIPInputStream(in, 1 << 16) : in,
                        StandardCharsets.ISO_8859_1));
    }

    private static BufferedWriter create(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new BufferedWriter(
                new OutputStreamWriter(
                        isGzip(file) ? new GZIPOutputStream(out, 1 << 16) : out,
                        StandardCharsets.ISO_8859_1));
    }
}

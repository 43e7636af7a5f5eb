// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.jobs.files;

import io.touchline.operators.ingest.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Small Zeek dns logs. */
final class Logs {
    /** 2024-04-19 00:00 UTC. */
    static final long START = 1_713_484_800_000L;

    static final long HOUR = 3_600_000L;

    private static final List<String> HEADER =
            List.of(
                    "#separator \\x09",
                    "#set_separator\t,",
                    "#empty_field\t(empty)",
                    "#unset_field\t-",
                    "#path\tdns",
                    "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tquery",
                    "#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring");

    /** Line number of the first record. */
    static final long FIRST_LINE = HEADER.size() + 1;

    private Logs() {}

    /** One row per second from {@link #START}, in order. */
    static List<String> rows(int count) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(START + i * 1_000L, "n" + i));
        }
        return rows;
    }

    static String row(long time, String name) {
        return row(String.format(Locale.ROOT, "%d.%03d000", time / 1_000, time % 1_000), name);
    }

    static String row(String time, String name) {
        return time + "\tC" + name + "\t10.0.0.1\t5353\t10.0.0.2\t53\tudp\t" + name + ".example";
    }

    static Path write(Path file, List<String> rows) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.write(file, text(rows));
    }

    /** Compressed, and cut {@code missing} bytes before the end. */
    static Path gzip(Path file, List<String> rows, int missing) throws IOException {
        Path whole = Files.createTempFile("touchline", ".gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(whole))) {
            out.write(text(rows));
        }
        byte[] bytes = Files.readAllBytes(whole);
        Files.delete(whole);
        return Files.write(file, Arrays.copyOf(bytes, bytes.length - missing));
    }

    static List<Frame> read(ArchiveManifest manifest) throws IOException {
        return read(manifest, 0);
    }

    static List<Frame> read(ArchiveManifest manifest, long skip) throws IOException {
        List<Frame> frames = new ArrayList<>();
        try (ArchiveReader reader = new ArchiveReader(manifest)) {
            reader.skip(skip);
            for (Frame frame = reader.next(); frame != null; frame = reader.next()) {
                frames.add(frame);
            }
        }
        return frames;
    }

    static List<String> texts(List<Frame> frames) {
        return frames.stream().map(Logs::text).toList();
    }

    static String text(Frame frame) {
        return new String(frame.bytes(), StandardCharsets.UTF_8);
    }

    private static byte[] text(List<String> rows) {
        List<String> lines = new ArrayList<>(HEADER);
        lines.addAll(rows);
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import io.touchline.operators.logs.DeclaredLogs;
import io.touchline.operators.logs.Log;
import io.touchline.operators.logs.Logs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts one file into records, plain or gzip, without decoding them: rows of a Zeek TSV log, lines
 * of JSON, elements of a JSON document, records of a CSV audit export.
 *
 * <p>Memory is bounded: a record over 1 MB is cut to its first 64 KB and later refused as {@code
 * too-large}. Not thread-safe.
 */
public final class FileFramer implements AutoCloseable {
    private static final byte[] SUMMARY = "Summary".getBytes(StandardCharsets.US_ASCII);

    private final FileHead head;
    private final @Nullable Log nameLog;
    private final FileRecogniser.Plan plan;
    private final ByteLines lines;
    private final JsonElements elements;
    private final TsvHeader header = new TsvHeader();
    private String format;
    private boolean headerRead;

    /** The line read last belongs to no record yet. */
    private boolean ahead;

    /**
     * One record of a file.
     *
     * @param line line on which it begins, from 1
     * @param format encoded {@link FileFormat}, for {@link Frame#format}
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record RawRecord(long line, String format, byte[] bytes) {}

    /**
     * What a file was taken for.
     *
     * @param log log of its records, {@code unrecognised} if none
     * @param why one line for a person
     */
    public record Recognition(Kind kind, String log, String why) {}

    /** Whether a file can be used. Constants are only appended. */
    public enum Kind {
        SUPPORTED,
        /** A log of Zeek that is not known here. */
        KNOWN_BUT_UNSUPPORTED,
        UNRECOGNISED
    }

    private FileFramer(FileHead head, String label, DeclaredLogs declared) {
        this.head = head;
        this.nameLog = Logs.ofName(label);
        this.plan = FileRecogniser.recognise(head, label, declared);
        this.lines = new ByteLines(head.whole());
        this.elements = new JsonElements(head.whole());
        this.format = plan.format().encode();
        if (plan.framing() == FileRecogniser.Framing.TSV_ROWS) {
            header.columns(plan.format().columns());
        }
    }

    /**
     * Opens a file and recognises it.
     *
     * @param label the file as the user named it; its last part may tell the log
     * @throws IOException when the file cannot be opened; a corrupt one can
     */
    public static FileFramer open(Path file, String label) throws IOException {
        return open(file, label, DeclaredLogs.NONE);
    }

    /** As {@link #open(Path, String)}, with sources that the venue declared. */
    public static FileFramer open(Path file, String label, DeclaredLogs declared)
            throws IOException {
        return new FileFramer(FileHead.of(file), label, declared);
    }

    public Recognition recognition() {
        return plan.recognition();
    }

    /**
     * The next record; null at the end, and at once for a file that is not supported.
     *
     * @throws IOException where the file breaks off, as a corrupt gzip stream does; every record
     *     before that place was returned
     */
    public @Nullable RawRecord next() throws IOException {
        if (plan.recognition().kind() != Kind.SUPPORTED) {
            return null;
        }
        return switch (plan.framing()) {
            case TSV_LINES, TSV_ROWS -> nextRow();
            case JSON_LINES, LINES -> nextLine();
            case BLOCKS -> nextBlock();
            case JSON_DOCUMENT -> nextElement();
            case CSV_RECORDS -> nextCsv();
            case NONE -> null;
        };
    }

    @Override
    public void close() throws IOException {
        head.close();
    }

    private @Nullable RawRecord nextRow() throws IOException {
        while (lines.advance()) {
            byte[] bytes = lines.bytes();
            if (bytes.length > 0 && bytes[0] == '#') {
                newHeader(new String(bytes, StandardCharsets.UTF_8));
            } else if (!blank(bytes) && !namesColumns(bytes) && !header.columns().isEmpty()) {
                return new RawRecord(lines.number(), format(lines.tooLarge()), bytes);
            }
        }
        return null;
    }

    /** Logs are concatenated: another header may follow, even of another log. */
    private void newHeader(String line) {
        header.accept(line);
        if (line.startsWith("#fields")) {
            Log log = FileRecogniser.log(header, nameLog);
            format = header.format(log == null ? Logs.OTHER : log.name()).encode();
        }
    }

    private boolean namesColumns(byte[] bytes) {
        return bytes.length > 3
                && bytes[0] == 't'
                && bytes[1] == 's'
                && header.columns().size() > 1
                && new String(bytes, StandardCharsets.UTF_8)
                        .startsWith("ts" + plan.format().separator() + header.columns().get(1));
    }

    private @Nullable RawRecord nextLine() throws IOException {
        while (lines.advance()) {
            byte[] bytes = lines.bytes();
            if (!blank(bytes) && !(lines.number() == 1 && namesFlow(bytes))) {
                return new RawRecord(lines.number(), format(lines.tooLarge()), bytes);
            }
        }
        return null;
    }

    /** A header of a flow log, which the format has taken in already. */
    private boolean namesFlow(byte[] bytes) {
        return plan.format().dialect() == FileFormat.Dialect.LINE
                && !plan.format().columns().isEmpty()
                && FlowLine.columns(new String(bytes, StandardCharsets.UTF_8))
                        .equals(plan.format().columns());
    }

    /** The line that ends a record begins the next one: it is kept for it. */
    private @Nullable RawRecord nextBlock() throws IOException {
        while (!ahead && lines.advance()) {
            ahead = !blank(lines.bytes());
        }
        if (!ahead) {
            return null;
        }
        long start = lines.number();
        String first = new String(lines.bytes(), StandardCharsets.UTF_8);
        boolean cut = lines.tooLarge();
        Slice block = new Slice();
        block.addAll(lines.bytes(), 0, lines.bytes().length);
        ahead = false;
        for (int count = 1; !ahead && lines.advance(); count++) {
            byte[] bytes = lines.bytes();
            if (blank(bytes)) {
                break;
            }
            String line = new String(bytes, StandardCharsets.UTF_8);
            ahead = count >= LineForms.MAX_LINES || !LineForms.continues(first, line);
            if (!ahead) {
                block.add('\n');
                block.addAll(bytes, 0, bytes.length);
                cut |= lines.tooLarge();
            }
        }
        return new RawRecord(start, format(cut || block.tooLarge()), block.bytes());
    }

    private @Nullable RawRecord nextElement() throws IOException {
        if (!elements.advance()) {
            return null;
        }
        return new RawRecord(elements.line(), format(elements.tooLarge()), elements.bytes());
    }

    /** A CSV record runs on while a quote is open. */
    private @Nullable RawRecord nextCsv() throws IOException {
        Slice record = new Slice();
        boolean open = false;
        boolean cut = false;
        long start = 0;
        while (lines.advance()) {
            byte[] bytes = lines.bytes();
            if (record.empty() && blank(bytes)) {
                continue;
            }
            if (record.empty() && Arrays.equals(bytes, SUMMARY)) {
                return null; // nfdump ends its rows with a table of sums
            }
            start = record.empty() ? lines.number() : start;
            if (!record.empty()) {
                record.add('\n');
            }
            record.addAll(bytes, 0, bytes.length);
            cut |= lines.tooLarge();
            open ^= oddQuotes(bytes);
            // A quote that never closes must not swallow the file.
            open &= !record.tooLarge();
            if (!open) {
                if (headerRead) {
                    return new RawRecord(start, format(cut || record.tooLarge()), record.bytes());
                }
                headerRead = true;
                record.clear();
                cut = false;
            }
        }
        boolean rest = headerRead && !record.empty();
        return rest ? new RawRecord(start, format(cut || record.tooLarge()), record.bytes()) : null;
    }

    private String format(boolean tooLarge) {
        return tooLarge ? FileFormat.TOO_LARGE + format : format;
    }

    private static boolean oddQuotes(byte[] bytes) {
        boolean odd = false;
        for (byte b : bytes) {
            odd ^= b == '"';
        }
        return odd;
    }

    private static boolean blank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}

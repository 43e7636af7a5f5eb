// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.operators.ingest.FileFramer.Kind;
import io.touchline.operators.ingest.FileFramer.RawRecord;
import io.touchline.operators.ingest.FileFramer.Recognition;
import io.touchline.operators.telemetry.DeadLetterReason;
import io.touchline.operators.telemetry.JsonTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileFramerTest {
    private static final String HEADER =
            "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n";
    private static final String CONN =
            HEADER + "#path\tconn\n#fields\tts\tuid\tid.orig_h\tid.resp_h\ttunnel_parents\n";
    private static final String ROW = "1.5\tC1\t10.0.0.1\t10.0.0.2\t(empty)";
    private static final String CONN_ROW =
            "1.5\tC1\t10.0.0.1\t1\t10.0.0.2\t2\ttcp\t-\t-\t-\t-\tS0\tT\tT\t0\tS\t1\t40\t0\t0\t-";
    private static final String HTTP_JSON =
            "{\"ts\":1.5,\"id.orig_h\":\"10.0.0.1\",\"id.resp_h\":\"10.0.0.2\","
                    + "\"trans_depth\":1,\"method\":\"GET\"}";

    @TempDir private Path folder;

    @Test
    void readsRowsUnderTheirHeader() throws IOException {
        List<RawRecord> records = records("x.txt", CONN + ROW + "\n\n" + ROW + "\n#close\t2020\n");
        assertThat(records).extracting(RawRecord::line).containsExactly(7L, 9L);
        assertThat(records.get(0).bytes()).asString().isEqualTo(ROW);
        FileFormat format = FileFormat.parse(records.get(0).format());
        assertThat(format.log()).isEqualTo("zeek.conn");
        assertThat(format.columns()).contains("id.orig_h", "tunnel_parents");
    }

    @Test
    void skipsBannerBeforeTheHeader() throws IOException {
        assertThat(records("x.log", "### BTest baseline data\n" + CONN + ROW)).hasSize(1);
        assertThat(records("x.log", "some banner\n" + CONN + ROW)).hasSize(1);
    }

    @Test
    void takesLaterHeaderFromThereOn() throws IOException {
        String dns = HEADER + "#path\tdns\n#fields\tts\tuid\tquery\n1.5\tC2\tx.org\n";
        List<RawRecord> records = records("all.log", CONN + ROW + "\n" + dns);
        assertThat(records)
                .extracting(record -> FileFormat.parse(record.format()).log())
                .containsExactly("zeek.conn", "zeek.dns");
    }

    @Test
    void readsLabelsGluedOnByThreeSpaces() throws IOException {
        String header = CONN.replace("tunnel_parents", "tunnel_parents   label   detailed-label");
        String row = ROW + "   Malicious   Scan";
        RawRecord record = records("conn.log.labeled", header + row + "\n").get(0);
        FileFormat format = FileFormat.parse(record.format());
        assertThat(format.columns()).endsWith("tunnel_parents", "label", "detailed-label");
        assertThat(TestingDecodeOutput.ofFile(format, row).events).hasSize(1);
        // glued on without a word in the header
        FileFormat bare = FileFormat.parse(records("c.log", CONN + row).get(0).format());
        assertThat(TestingDecodeOutput.ofFile(bare, row).events).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "conn.log, SUPPORTED, zeek.conn",
        "conn.log.labeled, SUPPORTED, zeek.conn",
        "conn.18:00:00-19:00:00.log, SUPPORTED, zeek.conn",
        "conn_top.log, SUPPORTED, zeek.conn",
        "open_conn.18_00_00-19_00_00.log, UNRECOGNISED, unrecognised",
        "weird.log, UNRECOGNISED, unrecognised",
        "dns.log, UNRECOGNISED, unrecognised",
        "other.log, UNRECOGNISED, unrecognised",
    })
    void rowsWithoutHeaderNeedNameThatFits(String name, Kind kind, String log) throws IOException {
        Recognition recognition = recognise(name, CONN_ROW + "\n");
        assertThat(recognition.kind()).isEqualTo(kind);
        assertThat(recognition.log()).isEqualTo(log);
        if (kind == Kind.SUPPORTED) {
            FileFormat format = FileFormat.parse(records(name, CONN_ROW + "\n").get(0).format());
            assertThat(TestingDecodeOutput.ofFile(format, CONN_ROW).events).hasSize(1);
        }
    }

    @Test
    void nameMakesALogTheOpenVariant() throws IOException {
        assertThat(recognise("open_conn.log", CONN + ROW).log()).isEqualTo("zeek.open_conn");
        assertThat(recognise("open_http.log", HTTP_JSON).log()).isEqualTo("zeek.open_http");
    }

    @Test
    void contentGoesBeforeName() throws IOException {
        assertThat(recognise("dns.log", CONN + ROW).log()).isEqualTo("zeek.conn");
        assertThat(recognise("dns.log", HTTP_JSON).log()).isEqualTo("zeek.http");
    }

    @Test
    void readsHeaderLineWithoutHash() throws IOException {
        String names = "ts\tuid\tid.orig_h\tid.resp_h\tproto\tconn_state";
        List<RawRecord> records = records("x.log", names + "\n1\tC\t10.0.0.1\t10.0.0.2\ttcp\tSF\n");
        assertThat(records).hasSize(1);
        assertThat(FileFormat.parse(records.get(0).format()).log()).isEqualTo("zeek.conn");
    }

    @Test
    void readsJsonLinesInThreeDialects() throws IOException {
        String streaming = "{\"_path\":\"http\",\"ts\":\"2020-01-01T00:00:00Z\"}";
        String flattened = "{\"@stream\":\"http\",\"id_orig_h\":\"10.0.0.1\"}";
        for (String line : List.of(HTTP_JSON, streaming, flattened)) {
            List<RawRecord> records = records("x.json", line + "\n\n" + line + "\r\n");
            assertThat(records).extracting(RawRecord::line).containsExactly(1L, 3L);
            assertThat(FileFormat.parse(records.get(1).format()).log()).isEqualTo("zeek.http");
        }
    }

    @Test
    void readsElementsOfDocuments() throws IOException {
        String element = HTTP_JSON.replace(",", ",\n"); // five lines
        assertElements("[\n" + element + ",\n" + element + "\n]\n", 2, 7);
        assertElements("[" + element + "," + element + "]", 1, 5);
        assertElements(
                "{\"a\": {\"value\": [1]},\n\"value\": [\n"
                        + element
                        + ",\n"
                        + element
                        + "], \"z\": []}",
                3,
                8);
        assertElements("{\"value\": [\n" + HTTP_JSON + ",\n" + HTTP_JSON + "\n]}", 2, 3);
        assertElements("{\"Records\":[" + HTTP_JSON + "," + HTTP_JSON + "]}", 1, 1);
        assertElements(element + "\n" + element, 1, 6);
    }

    private void assertElements(String document, long... lines) throws IOException {
        List<RawRecord> records = records("x.json", document);
        assertThat(records.stream().mapToLong(RawRecord::line).toArray())
                .as(document)
                .containsExactly(lines);
        for (RawRecord record : records) {
            String text = new String(record.bytes(), StandardCharsets.UTF_8);
            assertThat(JsonTree.single(text)).as(text).isNotNull();
        }
    }

    @Test
    void survivesBrokenDocuments() throws IOException {
        assertThat(records("x.json", "[" + HTTP_JSON + ", 17, \"]\", null,{\"ts\":")).hasSize(5);
        assertThat(records("x.json", "[" + HTTP_JSON + "]}]}} {")).hasSizeBetween(1, 5);
    }

    @Test
    void readsAuditExportWithJsonInItsColumns() throws IOException {
        String csv =
                "TimeGenerated,UserId,ClientIP,Operation,Parameters\r\n"
                        + "2020-04-18T04:50:30Z,a@b.org,,Set-Mailbox,\"[\n {\n  \"\"Name\"\": \"\"X\"\",\n"
                        + "  \"\"Value\"\": \"\"1\"\"\n }\n]\"\r\n"
                        + "2020-04-18T04:50:31Z,a@b.org,1.2.3.4,New-Mailbox,\r\n";
        List<RawRecord> records = records("export.csv", csv);
        assertThat(records).extracting(RawRecord::line).containsExactly(2L, 8L);
        FileFormat format = FileFormat.parse(records.get(0).format());
        String row = new String(records.get(0).bytes(), StandardCharsets.UTF_8);
        assertThat(TestingDecodeOutput.ofFile(format, row).interactions()).hasSize(1);
    }

    @Test
    void refusesWhatIsNoTelemetry() throws IOException {
        assertThat(recognise("ledger.jsonl", "{\"ledger\":1,\"id\":\"a\"}\n").why())
                .isEqualTo("a ledger of planted attacks is not telemetry");
        for (String text :
                List.of(
                        "Apache License\nVersion 2.0\n",
                        "id,label\n1,spam\n",
                        "<html><body>x</body></html>",
                        "{\"eventVersion\":\"1.0\",\"eventName\":\"x\"}\n",
                        "[INFO] started\n[INFO] stopped\n",
                        "\0\0binary",
                        "\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b\u000b\u000e",
                        " \n\n",
                        "")) {
            Recognition recognition = recognise("README", text);
            assertThat(recognition.kind()).as(text).isEqualTo(Kind.UNRECOGNISED);
            assertThat(records("README", text)).isEmpty();
        }
        assertThat(recognise("conn.log", "").kind()).isEqualTo(Kind.SUPPORTED);
    }

    @Test
    void marksRecordsOverTheLimit() throws IOException {
        String huge = "{\"ts\":1,\"_path\":\"dns\",\"query\":\"" + "a".repeat(2_000_000) + "\"}";
        List<RawRecord> records = records("x.json", HTTP_JSON + "\n" + huge + "\n" + HTTP_JSON);
        assertThat(records).hasSize(3);
        assertThat(records.get(1).bytes()).hasSize(DeadLetter.MAX_BYTES);
        RawRecord cut = records.get(1);
        Frame frame = TestingDecodeOutput.frame("x.json", -1, cut.format(), cut.bytes());
        assertThat(TestingDecodeOutput.decode(frame).onlyLetter().reason())
                .isEqualTo(DeadLetterReason.TOO_LARGE);
        List<RawRecord> elements = records("x.json", "[" + HTTP_JSON + "," + huge + "]");
        assertThat(elements.get(1).bytes()).hasSize(DeadLetter.MAX_BYTES);
    }

    @Test
    void returnsWhatLiesBeforeABreak() throws IOException {
        byte[] whole = gzip(CONN + (ROW + "\n").repeat(50_000));
        byte[] cut = Arrays.copyOf(whole, whole.length - 20);
        Path file = Files.write(folder.resolve("conn.log.gz"), cut);
        try (FileFramer framer = FileFramer.open(file, "conn.log.gz")) {
            assertThat(framer.next()).isNotNull();
            assertThatThrownBy(
                            () -> {
                                while (framer.next() != null) {
                                    // on to the break
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
        Path empty = Files.write(folder.resolve("dns.log.gz"), new byte[] {0x1f, (byte) 0x8b, 8});
        try (FileFramer framer = FileFramer.open(empty, "dns.log.gz")) {
            assertThat(framer.recognition().kind()).isEqualTo(Kind.SUPPORTED);
            assertThatThrownBy(framer::next).isInstanceOf(IOException.class);
        }
    }

    @Test
    void inflatesByContentNotByName() throws IOException {
        Path file = Files.write(folder.resolve("plain.log"), gzip(CONN + ROW));
        try (FileFramer framer = FileFramer.open(file, "plain.log")) {
            assertThat(framer.next()).isNotNull();
        }
    }

    private Recognition recognise(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("input"), text);
        try (FileFramer framer = FileFramer.open(file, "some/folder/" + name)) {
            return framer.recognition();
        }
    }

    private List<RawRecord> records(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("input"), text);
        List<RawRecord> records = new ArrayList<>();
        try (FileFramer framer = FileFramer.open(file, name)) {
            for (RawRecord record = framer.next(); record != null; record = framer.next()) {
                records.add(record);
            }
        }
        return records;
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}

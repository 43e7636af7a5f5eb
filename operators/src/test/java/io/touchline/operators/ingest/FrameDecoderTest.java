// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.touchline.operators.logs.Event;
import io.touchline.operators.telemetry.DeadLetterReason;
import io.touchline.schemas.Interaction;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FrameDecoderTest {
    private static final String ID =
            "\"ts\":1700000000.5,\"uid\":\"C1\",\"id.orig_h\":\"10.0.0.5\",\"id.orig_p\":50000,"
                    + "\"id.resp_h\":\"10.0.0.9\",\"id.resp_p\":443,";

    /** A record of each log, without a word on which it is. */
    static List<String> records() {
        return List.of(
                "zeek.conn {" + ID + "\"proto\":\"tcp\",\"conn_state\":\"SF\",\"history\":\"Sh\"}",
                "zeek.dns {"
                        + ID
                        + "\"trans_id\":7,\"query\":\"a.example.org\",\"qtype_name\":\"A\"}",
                "zeek.http {"
                        + ID
                        + "\"trans_depth\":1,\"method\":\"GET\",\"host\":\"example.org\"}",
                "zeek.ssl {" + ID + "\"cipher\":\"X\",\"established\":true}",
                "zeek.dhcp {\"ts\":1700000000.5,\"mac\":\"00:11:22:33:44:55\","
                        + "\"assigned_addr\":\"10.0.0.5\",\"msg_types\":[\"ACK\"]}",
                "zeek.kerberos {"
                        + ID
                        + "\"request_type\":\"AS\",\"client\":\"anna.k/VENUE.EXAMPLE\"}",
                "zeek.modbus {" + ID + "\"tid\":1,\"unit\":2,\"func\":\"READ_COILS\"}",
                "m365.audit {\"CreationTime\":\"2023-11-14T22:13:20\",\"Id\":\"1\","
                        + "\"Operation\":\"FileAccessed\",\"UserId\":\"a@b.org\",\"OrganizationId\":\"o\"}",
                "email.trace {\"date\":\"2023-11-14T22:13:20+00:00\",\"from\":\"A <a@b.org>\","
                        + "\"to\":\"c@d.org\",\"message_id\":\"<1@b.org>\",\"size\":10}");
    }

    @ParameterizedTest
    @MethodSource("records")
    void readsEveryLogInEveryWrapper(String labelled) throws IOException {
        String log = labelled.substring(0, labelled.indexOf(' '));
        String record = labelled.substring(log.length() + 1);
        Event bare = TestingDecodeOutput.live(record).onlyEvent();
        assertThat(bare.source()).isEqualTo(log);
        assertThat(bare.interactions()).isNotEmpty();
        String text = record.replace("\\", "\\\\").replace("\"", "\\\"");
        for (String wrapped :
                List.of(
                        "\ufeff " + record,
                        "{\"schema\":{\"type\":\"struct\"},\"payload\":" + record + "}",
                        "{\"schema\":{\"type\":\"string\"},\"payload\":\"" + text + "\"}",
                        "{\"@timestamp\":\"2030-01-01T00:00:00Z\",\"message\":\"" + text + "\"}",
                        "{\"event\":{\"original\":\"" + text + "\",\"dataset\":\"" + log + "\"}}",
                        "{\"event.original\":\"" + text + "\"}",
                        "{\"records\":[" + record + "]}",
                        "{\"Records\":[" + record + "]}",
                        "{\"@odata.context\":\"x\",\"value\":[" + record + "]}",
                        "[" + record + "]")) {
            assertThat(TestingDecodeOutput.live(wrapped).onlyEvent()).as(wrapped).isEqualTo(bare);
        }
        Frame gzip = TestingDecodeOutput.frame("telemetry", 0, "", gzip(record));
        assertThat(TestingDecodeOutput.decode(gzip).onlyEvent()).isEqualTo(bare);
        if (log.startsWith("zeek.")) {
            String path = log.substring(5);
            for (String named :
                    List.of(
                            "{\"" + path + "\":" + record + "}",
                            "{\"_path\":\"" + path + "\"," + record.substring(1),
                            "{\"@stream\":\"" + path + "\"," + record.substring(1))) {
                assertThat(TestingDecodeOutput.live(named).onlyEvent()).isEqualTo(bare);
            }
            String flattened =
                    record.replace("id.orig_", "id_orig_").replace("id.resp_", "id_resp_");
            // other names are another form of the same event
            Event same = TestingDecodeOutput.live(flattened).onlyEvent();
            assertThat(same.from("", bare.shape(), bare.unknownFields())).isEqualTo(bare);
        }
    }

    @Test
    void readsRowsThatBeatsShip() {
        String row =
                "1700000000.5\\tC1\\t10.0.0.5\\t50000\\t10.0.0.9\\t443\\ttcp\\t-\\t-\\t-\\t-\\tS0\\tT\\tT"
                        + "\\t0\\tS\\t1\\t40\\t0\\t0\\t-";
        for (String origin :
                List.of(
                        "\"event\":{\"dataset\":\"zeek.conn\"}",
                        "\"fileset\":{\"name\":\"conn\"}",
                        "\"log\":{\"file\":{\"path\":\"/nsm/zeek/current/conn.log\"}}")) {
            String record = "{\"@timestamp\":\"x\",\"message\":\"" + row + "\"," + origin + "}";
            assertThat(TestingDecodeOutput.live(record).onlyEvent().source())
                    .isEqualTo("zeek.conn");
        }
    }

    @Test
    void tsvAndJsonOfOneRecordAreOneEvent() {
        FileFormat tsv =
                FileFormat.tsv(
                        "zeek.http",
                        List.of(
                                "ts",
                                "uid",
                                "id.orig_h",
                                "id.orig_p",
                                "id.resp_h",
                                "id.resp_p",
                                "trans_depth",
                                "method",
                                "host",
                                "uri",
                                "user_agent",
                                "request_body_len",
                                "status_code",
                                "tags",
                                "proxied",
                                "resp_mime_types",
                                "label"));
        Event row =
                TestingDecodeOutput.ofFile(
                                tsv,
                                "1700000000.500000\tC1\t10.0.0.5\t50000\t::ffff:10.0.0.9\t80\t1\tGET\t"
                                        + "Example.ORG.\t/a\\x09b\\\\c?q=secret\tM\\xc3\\xbcller\t0\t-\t"
                                        + "(empty)\tA -> b\\x2cc,D -> e\t-\tBenign")
                        .onlyEvent();
        Event json =
                TestingDecodeOutput.ofFile(
                                FileFormat.json("zeek.http"),
                                "{\"ts\":1700000000.5,\"uid\":\"C1\",\"id.orig_h\":\"10.0.0.5\","
                                        + "\"id.orig_p\":50000,\"id.resp_h\":\"10.0.0.9\",\"id.resp_p\":80.0,"
                                        + "\"trans_depth\":1,\"method\":\"GET\",\"host\":\"example.org\","
                                        + "\"uri\":\"/a\\tb\\\\c?q=secret\",\"user_agent\":\"Müller\","
                                        + "\"request_body_len\":0,\"status_code\":null,\"tags\":[],"
                                        + "\"proxied\":[\"A -> b,c\",\"D -> e\"],\"_path\":\"http\","
                                        + "\"resp_mime_types\":[],\"unknown\":{\"a\":1}}")
                        .onlyEvent();
        assertThat(json.from("", row.shape(), row.unknownFields()))
                .isEqualTo(row); // the form alone differs
        assertThat(row.interactions().toString()).doesNotContain("secret");
    }

    @Test
    void idDependsOnNothingButDecodedFields() {
        String record = records().get(0).substring("zeek.conn ".length());
        Interaction one = TestingDecodeOutput.live(record).interactions().get(0);
        Interaction late =
                TestingDecodeOutput.live(
                                record.replace("{", "{\"_write_ts\":1700000050,\"label\":\"x\","))
                        .interactions()
                        .get(0);
        Interaction other =
                TestingDecodeOutput.live(record.replace("50000", "50001")).interactions().get(0);
        assertThat(late.idHigh()).isEqualTo(one.idHigh());
        assertThat(late.idLow()).isEqualTo(one.idLow());
        assertThat(other.idHigh()).isNotEqualTo(one.idHigh());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UNREADABLE    | unrecognised | ''",
                "UNREADABLE    | unrecognised | '\0\1\2'",
                "UNKNOWN_LOG   | unrecognised | hello",
                "UNKNOWN_LOG   | unrecognised | {\"a\":1}",
                "UNKNOWN_LOG   | unrecognised | {\"Records\":[]}",
                "UNKNOWN_LOG   | unrecognised | {\"_path\":\"no_such_log\",\"ts\":1}",
                "UNKNOWN_LOG   | unrecognised | [1]",
                "MALFORMED     | unrecognised | {\"_path\":\"conn\",",
                "NO_TIME       | zeek.conn    | {\"_path\":\"conn\"}",
                "BAD_TIME      | zeek.conn    | {\"_path\":\"conn\",\"ts\":-1}",
                "BAD_TIME      | zeek.conn    | {\"_path\":\"conn\",\"ts\":\"NaN\"}",
                "MISSING_FIELD | zeek.conn    | {\"_path\":\"conn\",\"ts\":1700000000}",
                "MALFORMED     | zeek.conn    | {\"_path\":\"conn\",\"ts\":1700000000,\"id.orig_h\":\"x\"}",
                "MISSING_FIELD | zeek.modbus  | {\"_path\":\"modbus\",\"ts\":1700000000}",
                "MISSING_FIELD | zeek.dhcp    | {\"_path\":\"dhcp\",\"ts\":1700000000}",
            })
    void tellsWhyARecordIsRefused(DeadLetterReason reason, String source, String record) {
        DeadLetter letter = TestingDecodeOutput.live(record).onlyLetter();
        assertThat(letter.reason()).as(letter.detail()).isEqualTo(reason);
        assertThat(letter.source()).isEqualTo(source);
        assertThat(letter.coordinates()).isEqualTo("telemetry-0-7");
        assertThat(letter.bytes()).isEqualTo(record.getBytes(StandardCharsets.UTF_8));
        assertThat(letter.detail()).isNotEmpty().doesNotContain("\n");
    }

    @Test
    void namesTheMissingField() {
        assertThat(
                        TestingDecodeOutput.live("{\"_path\":\"conn\",\"ts\":1700000000}")
                                .onlyLetter()
                                .detail())
                .contains("id.orig_h");
    }

    @Test
    void refusesWhatHappenedAfterItWasWritten() {
        String record = records().get(0).substring("zeek.conn ".length());
        // written at ...100; five minutes are granted
        assertThat(TestingDecodeOutput.live(record.replace("1700000000.5", "1700000400")).events)
                .hasSize(1);
        assertThat(
                        TestingDecodeOutput.live(record.replace("1700000000.5", "1700000400.001"))
                                .onlyLetter()
                                .reason())
                .isEqualTo(DeadLetterReason.BAD_TIME);
    }

    @Test
    void takesRelativeDaysFromFilesAlone() {
        String record =
                records().get(0).substring("zeek.conn ".length()).replace("1700000000.5", "20.5");
        assertThat(TestingDecodeOutput.ofFile(FileFormat.json("zeek.conn"), record).events)
                .hasSize(1);
        assertThat(TestingDecodeOutput.live(record).onlyLetter().reason())
                .isEqualTo(DeadLetterReason.BAD_TIME);
    }

    @Test
    void believesTheSourceThatATimeIsAbsurd() {
        byte[] bytes = "1".getBytes(StandardCharsets.UTF_8);
        String format = FileFormat.tsv("zeek.dns", List.of("ts")).encode();
        DeadLetter letter =
                TestingDecodeOutput.decode(new Frame("f", -1, 3, 0, format, bytes, true))
                        .onlyLetter();
        assertThat(letter.reason()).isEqualTo(DeadLetterReason.BAD_TIME);
        assertThat(letter.source()).isEqualTo("zeek.dns");
        assertThat(letter.coordinates()).isEqualTo("f:3");
    }

    @Test
    void takesNoMoreThanTheCapFromOneRecord() {
        String record = records().get(0).substring("zeek.conn ".length());
        String many = "[" + (record + ",").repeat(11) + record + "]";
        DecodeOptions options =
                new DecodeOptions(
                        "venue",
                        10,
                        300_000,
                        Set.of("10.0.0.0/8"),
                        Set.of(),
                        List.of(),
                        List.of(),
                        "",
                        false);
        TestingDecodeOutput out =
                TestingDecodeOutput.decode(
                        TestingDecodeOutput.frame(
                                "t", 0, "", many.getBytes(StandardCharsets.UTF_8)),
                        options);
        assertThat(out.events).hasSize(10);
        assertThat(out.letters).hasSize(1);
        assertThat(out.letters.get(0).reason()).isEqualTo(DeadLetterReason.TOO_MANY_EVENTS);
        assertThat(out.letters.get(0).detail()).startsWith("2 events");
    }

    @Test
    void frameCannotMultiplyItself() {
        TestingDecodeOutput out = TestingDecodeOutput.live("[" + "{\"a\":1},".repeat(9) + "{}]");
        assertThat(out.letters).hasSize(10);
        assertThat(out.letters.get(0).bytes()).isNotEmpty();
        assertThat(out.letters.get(1).bytes()).isEmpty();
    }

    @Test
    void holdsTheLimitsOfJson() {
        String deep = "{\"a\":".repeat(100) + "1" + "}".repeat(100);
        String wide = "{\"_path\":\"dns\",\"query\":\"" + "a".repeat(1_100_000) + "\"}";
        for (String record :
                List.of(deep, wide, "[".repeat(60_000), "{\"ts\":" + "9".repeat(65) + "}")) {
            assertThat(TestingDecodeOutput.live(record).onlyLetter().reason())
                    .isEqualTo(DeadLetterReason.TOO_LARGE);
        }
    }

    @Test
    void wantsOwnNetworksInCidrForm() {
        DecodeOptions options =
                new DecodeOptions(
                        "v", 1, 1, Set.of("venue"), Set.of(), List.of(), List.of(), "", false);
        assertThatThrownBy(() -> new FrameDecoder(options)).hasMessageContaining("venue");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}

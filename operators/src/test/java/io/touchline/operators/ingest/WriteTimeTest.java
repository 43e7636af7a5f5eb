// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static io.touchline.operators.ingest.WriteTime.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.operators.telemetry.Times;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTimeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1521911720.865716           | 1521911720865716",
                "1521911720                  | 1521911720000000",
                "1.521911720865716e9         | 1521911720865716",
                "1521911720865               | 1521911720865000",
                "1521911720865716            | 1521911720865716",
                "1521911720865716123         | 1521911720865716",
                "0.000000                    | 0",
                "19.981745                   | 19981745",
                "2018-03-24T17:15:20.865716Z | 1521911720865716",
                "2018/03/24 17:15:20.865716  | 1521911720865716",
                "2018-03-24T17:15:20         | 1521911720000000",
                "2018-03-24 17:15:20         | 1521911720000000",
                "2018-03-24T19:15:20+0200    | 1521911720000000",
                "2018-03-24T12:15:20-05:00   | 1521911720000000",
                "2018-03-24T17:15:20.8657164Z    | 1521911720865716",
                "2018-03-24T17:15:20.865715900Z  | 1521911720865716",
                "2018-03-24                  | 1521849600000000",
            })
    void readsTimesAsLogsWriteThem(String text, long micros) {
        assertThat(Times.micros(text)).isEqualTo(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "-1",
                "NaN",
                "Infinity",
                "9223372036854775807",
                "1e999999999",
                "1e-999999999x",
                "XXXXXXXXXX.XXXXXX",
                "1969-12-31T23:59:59Z",
                "2101-01-01",
                "0102-08-22T04:07:35+00:00",
                "2018-02-30",
                "2018-13-01",
                "2018-03-24T25:00:00",
                "2018-03-24T17:15:20+",
                "1.2.3",
                "2018-03-24T17:15:20.Z",
                "٣٤٥"
            })
    void anythingElseIsUnknown(String text) {
        assertThat(Times.micros(text)).isEqualTo(UNKNOWN);
    }

    @Test
    void peeksWriteTimeWithoutParsing() {
        assertThat(peek("{\"ts\":1,\"_write_ts\":1521911720.5}")).isEqualTo(1_521_911_720_500L);
        assertThat(peek("{\"_write_ts\" : \"2018-03-24T17:15:20.5Z\",\"a\":1}"))
                .isEqualTo(1_521_911_720_500L);
        assertThat(peek("{\"conn\":{\"_write_ts\":1521911720500}}")).isEqualTo(1_521_911_720_500L);
        assertThat(peek("{\"ts\":1521911720.5}")).isEqualTo(UNKNOWN);
        assertThat(peek("")).isEqualTo(UNKNOWN);
        assertThat(peek("{\"_write_ts\":")).isEqualTo(UNKNOWN);
        // a text that merely quotes the name
        assertThat(peek("{\"uri\":\"/{\\\"_write_ts\\\":1521911720}\"}")).isEqualTo(UNKNOWN);
    }

    @Test
    void writeTimeOfAFileIsTheEndOfWhatItDescribes() {
        String conn = FileFormat.tsv("zeek.conn", List.of("ts", "uid", "duration")).encode();
        assertThat(ofFile(conn, "100.5\tC1\t2.25")).isEqualTo(102_750);
        assertThat(ofFile(conn, "100.5\tC1\t-")).isEqualTo(100_500);
        assertThat(ofFile(conn, "100.5\tC1\t1e300")).isEqualTo(100_500);
        String dns = FileFormat.tsv("zeek.dns", List.of("ts", "rtt")).encode();
        assertThat(ofFile(dns, "100.5\t0.020")).isEqualTo(100_520);
        String json = FileFormat.json("zeek.http").encode();
        assertThat(ofFile(json, "{\"ts\":100.5,\"rtt\":5}")).isEqualTo(100_500);
        assertThat(ofFile(json, "{\"ts\":100.5,\"_write_ts\":101}")).isEqualTo(101_000);
        String audit = FileFormat.json("m365.audit").encode();
        assertThat(
                        ofFile(
                                audit,
                                "{\"creationtime\":\"1970-01-01 00:01:00\",\"operation\":\"x\",\"userid\":\"y\"}"))
                .isEqualTo(60_000);
        String mail = FileFormat.json("email.trace").encode();
        assertThat(ofFile(mail, "{\"date\":\"1970-01-01T00:01:00+00:00\"}")).isEqualTo(60_000);
        assertThat(ofFile(mail, "{\"date\":null}")).isEqualTo(UNKNOWN);
        assertThat(ofFile("nonsense", "{}")).isEqualTo(UNKNOWN);
        assertThat(ofFile(conn, "100.5")).isEqualTo(UNKNOWN);
    }

    private static long peek(String record) {
        return WriteTime.peek(record.getBytes(StandardCharsets.UTF_8));
    }

    private static long ofFile(String format, String record) {
        return WriteTime.ofFile(format, record.getBytes(StandardCharsets.UTF_8));
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTextTest {
    private static final Instant T0 = Instant.parse("2026-06-06T12:00:00.000001Z");
    private static final List<Log.Column> COLUMNS =
            List.of(new Log.Column("a", "string"), new Log.Column("b", "string"));

    @Test
    void marksUnsetAndEmpty() {
        assertThat(tsv(null, "")).isEqualTo("-\t(empty)");
        assertThat(tsv(List.of(), "x")).isEqualTo("(empty)\tx");
    }

    @Test
    void marksWhatTheRowDoesNotHave() {
        assertThat(RowText.tsv(Map.of("b", 3, "other", 4), COLUMNS)).isEqualTo("-\t3");
    }

    @Test
    void writesTruthAsLetter() {
        assertThat(tsv(true, false)).isEqualTo("T\tF");
    }

    @Test
    void writesTimesInSecondsWithSixDecimals() {
        assertThat(tsv(T0, Duration.ofNanos(1_500_000))).isEqualTo("1780747200.000001\t0.001500");
        assertThat(tsv(Instant.EPOCH, Duration.ZERO)).isEqualTo("0.000000\t0.000000");
    }

    @Test
    void joinsListsByComma() {
        assertThat(tsv(List.of("x", "y"), List.of(Duration.ofSeconds(5))))
                .isEqualTo("x,y\t5.000000");
    }

    @Test
    void escapesWhatWouldBreakTheForm() {
        assertThat(tsv("a\tb\nc", "d\\e")).isEqualTo("a\\x09b\\x0ac\td\\x5ce");
        assertThat(tsv("\r\u007f", List.of("x,y", "z"))).isEqualTo("\\x0d\\x7f\tx\\x2cy,z");
        assertThat(tsv("x,y", "a-b")).isEqualTo("x,y\ta-b");
        assertThat(tsv("-", "(empty)")).isEqualTo("\\x2d\t\\x28empty)");
    }

    @Test
    void headNamesColumnsAndFootCloses() {
        String head = RowText.head(Log.DNP3, T0);
        assertThat(head.lines())
                .containsExactly(
                        "#separator \\x09",
                        "#set_separator\t,",
                        "#empty_field\t(empty)",
                        "#unset_field\t-",
                        "#path\tdnp3",
                        "#open\t2026-06-06-12-00-00",
                        "#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p"
                                + "\tfc_request\tfc_reply\tiin",
                        "#types\ttime\tstring\taddr\tport\taddr\tport\tstring\tstring\tcount");
        assertThat(RowText.foot(Log.DNP3, T0)).isEqualTo("#close\t2026-06-06-12-00-00\n");
        assertThat(RowText.head(Log.CONN, T0) + RowText.foot(Log.CONN, T0)).isEmpty();
    }

    @Test
    void writesJsonWithDecimalsOfSixAndWithoutUnset() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ts", T0);
        fields.put("none", null);
        fields.put("rtt", Duration.ofNanos(1_000));
        fields.put("zero", Duration.ZERO);
        fields.put("TTLs", List.of(Duration.ofMinutes(5), Duration.ofSeconds(1)));
        fields.put("ok", true);
        fields.put("n", 7);
        assertThat(RowText.json(fields))
                .isEqualTo(
                        "{\"ts\":1780747200.000001,\"rtt\":0.000001,\"zero\":0.000000,"
                                + "\"TTLs\":[300.000000,1.000000],\"ok\":true,\"n\":7}");
    }

    @Test
    void passesNestedObjectsOn() {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("b", null);
        inner.put("a", List.of(Map.of("c", 1)));
        assertThat(RowText.json(Map.of("outer", inner)))
                .isEqualTo("{\"outer\":{\"b\":null,\"a\":[{\"c\":1}]}}");
    }

    @Test
    void takesFormByLog() {
        Map<String, Object> line = Map.of("line", "a \"b\"", "uid", "C1");
        assertThat(RowText.of(new Row(Log.WEB_ACCESS, T0, line))).isEqualTo("a \"b\"");
        assertThat(RowText.of(new Row(Log.CONN, T0, Map.of("uid", "C1"))))
                .isEqualTo("{\"uid\":\"C1\"}");
        assertThat(RowText.of(new Row(Log.DNP3, T0, Map.of("uid", "C1"))))
                .isEqualTo("-\tC1\t-\t-\t-\t-\t-\t-\t-");
    }

    private static String tsv(Object... values) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("a", Arrays.asList(values).get(0));
        fields.put("b", Arrays.asList(values).get(1));
        return RowText.tsv(fields, COLUMNS);
    }
}

// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.touchline.simulator.wire.Log.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RowTextTest {
    private static final Instant AT = Instant.parse("2026-05-16T17:22:08.619Z");

    private static Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("ts", AT);
        fields.put("duration", Duration.ofMillis(1_500));
        fields.put("text", "a\tb\\c");
        fields.put("empty", List.of());
        fields.put("list", List.of("x", "y"));
        fields.put("yes", true);
        fields.put("unset", null);
        return fields;
    }

    @Test
    void tabSeparatedAsZeekWritesIt() {
        List<Column> columns =
                fields().keySet().stream().map(name -> new Column(name, "string")).toList();

        assertThat(RowText.tsv(fields(), columns))
                .isEqualTo("1778952128.619000\t1.500000\ta\\x09b\\x5cc\t(empty)\tx,y\tT\t-");
    }

    @Test
    void jsonLeavesOutWhatIsUnset() {
        assertThat(RowText.json(fields()))
                .isEqualTo(
                        "{\"ts\":1778952128.619000,\"duration\":1.500000,\"text\":\"a\\tb\\\\c\","
                                + "\"empty\":[],\"list\":[\"x\",\"y\"],\"yes\":true}");
    }

    @Test
    void aFileHasAHeadOnlyInTheTabSeparatedForm() {
        assertThat(RowText.head(Log.CONN, AT)).isEmpty();
        assertThat(RowText.head(Log.MODBUS, AT))
                .contains("#path\tmodbus\n")
                .contains("#open\t2026-05-16-17-22-08\n")
                .contains("#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tfunc");
    }
}

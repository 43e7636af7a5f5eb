// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.operators.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FileFormatTest {

    @Test
    void readsWhatItWrites() {
        for (FileFormat format :
                List.of(
                        FileFormat.json("zeek.conn"),
                        FileFormat.json(""),
                        FileFormat.csv("m365.audit", List.of("a b", "c|d", "100%", "é,\n")),
                        FileFormat.tsv("zeek.dns", List.of("ts", "id.orig_h")),
                        new FileFormat(
                                "zeek.x",
                                FileFormat.Dialect.ZEEK_TSV,
                                List.of("", "!"),
                                '|',
                                "",
                                "",
                                "(none)"))) {
            String text = format.encode();
            assertThat(text).matches("[ -~]*");
            assertThat(FileFormat.parse(text)).isEqualTo(format);
            assertThat(FileFormat.parse(FileFormat.TOO_LARGE + text)).isEqualTo(format);
        }
    }

    @Test
    void refusesAnythingElse() {
        for (String text : List.of("", "zeek.conn", "a|b|c|d|e|f", "||||||", "a|JSON|%zzzz|||")) {
            assertThatThrownBy(() -> FileFormat.parse(text))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}

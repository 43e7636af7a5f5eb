// SPDX-FileCopyrightText: The Touchline authors
// SPDX-License-Identifier: Apache-2.0
package io.touchline.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class WebRowsTest {
    private static final Instant T0 = Instant.parse("2026-06-06T12:00:00.250Z");

    private final WrittenRows written = new WrittenRows();
    private final WebRows web = new WebRows(written);

    @Test
    void writesCombinedLine() {
        web.access(
                T0,
                "192.0.2.1",
                "192.0.2.4",
                "alex",
                "GET",
                "/a?b=1",
                200,
                512,
                "https://x.example/",
                "UA");
        assertThat(written.text())
                .isEqualTo(
                        "192.0.2.4 - alex [06/Jun/2026:12:00:00 +0000] \"GET /a?b=1 HTTP/1.1\""
                                + " 200 512 \"https://x.example/\" \"UA\"");
        assertThat(written.row().log()).isEqualTo(Log.WEB_ACCESS);
        assertThat(written.row().written()).isEqualTo(T0);
    }

    @Test
    void marksWhatIsMissing() {
        web.access(T0, "192.0.2.1", "192.0.2.4", "", "POST", "/", 404, 0, "", "UA");
        assertThat(written.text())
                .isEqualTo(
                        "192.0.2.4 - - [06/Jun/2026:12:00:00 +0000] \"POST / HTTP/1.1\" 404 0"
                                + " \"-\" \"UA\"");
    }

    @Test
    void escapesWhatWouldForgeALine() {
        web.access(T0, "192.0.2.1", "192.0.2.4", "", "GET", "/\"\n\\\u00e9", 200, 1, "", "a\"b");
        assertThat(written.text())
                .contains("\"GET /\\x22\\x0A\\x5C\\xC3\\xA9 HTTP/1.1\"")
                .endsWith(" \"a\\x22b\"")
                .doesNotContain("\n");
    }
}
